import type {
  DiscoveryNews,
  InvitationOutcome,
  Invited,
  NearbyDevice,
  NearbyScope,
  WithdrawalReason,
} from "#protocol/discovery/messages.ts";
import type { DeviceId } from "#protocol/ids.ts";

/** How an invitation of this device stands; `lost` is one that was open when the line to the server was lost. */
export type AskedState = "waiting" | InvitationOutcome | "lost";

/** A device that was asked. */
export interface Asked {
  readonly device: NearbyDevice;
  readonly state: AskedState;
}

/** What another device asks this one, or has asked and asks no more. */
export interface Question {
  readonly invited: Omit<Invited, "type">;
  /** Why it is none any more; undefined while it is one. */
  readonly over?: WithdrawalReason | "lost";
}

/** What a page knows of the devices around it. */
export interface Nearby {
  /** Undefined while nobody knows: before the server has answered, and while it cannot be reached. */
  readonly scope?: NearbyScope;
  /** The others. */
  readonly devices: readonly NearbyDevice[];
  /** In the order in which they were asked. */
  readonly asked: readonly Asked[];
  readonly question?: Question;
}

export type NearbyEvent =
  | { readonly type: "news"; readonly news: DiscoveryNews }
  | { readonly type: "asked"; readonly device: NearbyDevice }
  /** This person does not want the invitation any more, or has read how it ended. */
  | { readonly type: "let-be"; readonly id: DeviceId }
  /** What was to be sent is sent, given up, or under another code. */
  | { readonly type: "forget-asked" }
  /** This person has answered, or has read why there is nothing to answer. */
  | { readonly type: "answered" }
  | { readonly type: "down" }
  /** This device is on nobody's list any more. */
  | { readonly type: "closed" };

/** Before anything is known, and where nothing is wanted. */
export const NOBODY: Nearby = { devices: [], asked: [] };

/** Total: an event that means nothing in a state leaves it unchanged. */
export function step(nearby: Nearby, event: NearbyEvent): Nearby {
  switch (event.type) {
    case "news":
      return hear(nearby, event.news);
    case "asked": {
      const { device } = event;
      return { ...nearby, asked: [...others(nearby, device.id), { device, state: "waiting" }] };
    }
    case "let-be":
      return { ...nearby, asked: others(nearby, event.id) };
    case "forget-asked":
      return { ...nearby, asked: [] };
    case "answered":
      return without(nearby, "question");
    case "down":
      return lost(nearby);
    case "closed":
      return NOBODY;
  }
}

/** How the invitation of a device stands; undefined where there is none. */
export function askedState(nearby: Nearby, id: DeviceId): AskedState | undefined {
  return nearby.asked.find(({ device }) => device.id === id)?.state;
}

/** Invitations that are over, of devices that are not there: nothing else on screen tells of them. */
export function askedAndGone({ asked, devices }: Nearby): readonly Asked[] {
  return asked.filter(
    ({ device, state }) => state !== "waiting" && !devices.some(({ id }) => id === device.id),
  );
}

function hear(nearby: Nearby, news: DiscoveryNews): Nearby {
  switch (news.type) {
    case "nearby": {
      const devices = news.devices.filter(({ id }) => id !== news.you);
      return { ...nearby, scope: news.scope, devices: devices.map((device) => known(nearby, device)) };
    }
    case "invited": {
      const { type: _, ...invited } = news;
      return { ...nearby, question: { invited } };
    }
    case "uninvited": {
      const { question } = nearby;
      if (question?.invited.invitation !== news.invitation) return nearby;
      return { ...nearby, question: { ...question, over: news.reason } };
    }
    case "answered": {
      const state = news.outcome;
      const asked = nearby.asked.map((one) => (one.device.id === news.to ? { ...one, state } : one));
      return { ...nearby, asked };
    }
  }
}

/** The very object from before where it is the same device: then its button stays, and the focus on it. */
function known({ devices }: Nearby, device: NearbyDevice): NearbyDevice {
  const { id, name, kind } = device;
  return devices.find((one) => one.id === id && one.name === name && one.kind === kind) ?? device;
}

/** The server takes whose line is lost for gone; ids are others when it is back. */
function lost({ asked, question }: Nearby): Nearby {
  const isOpen = (state: AskedState) => state === "waiting";
  return {
    devices: [],
    asked: asked.map((one) => (isOpen(one.state) ? { ...one, state: "lost" } : one)),
    ...(question && { question: question.over ? question : { ...question, over: "lost" } }),
  };
}

function others({ asked }: Nearby, id: DeviceId): readonly Asked[] {
  return asked.filter(({ device }) => device.id !== id);
}

function without(nearby: Nearby, key: keyof Nearby): Nearby {
  const rest = { ...nearby };
  delete (rest as Partial<Nearby>)[key];
  return rest;
}
