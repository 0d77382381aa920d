import type { Role } from "#protocol/signaling/messages.ts";
import type { Instant } from "#protocol/time.ts";
import type { PausedBy } from "#protocol/transfer/state.ts";
import type { Capacity } from "../engine/ports.ts";
import type { ChooseAgain, Ending, OfferInQuestion, Path, SessionEvent } from "./machine.ts";

/** Two devices that have found a path to each other, until the end. */
export interface Connected {
  readonly at: "connected";
  readonly role: Role;
  readonly device?: string;
  readonly path?: Path;
  /** How many connections carry the bytes. */
  readonly lanes?: number;
  /** This person's choice is due about files of the other device. */
  readonly offered?: OfferInQuestion;
  /** What the other device said it can take, once this one has offered something. */
  readonly capacity?: Capacity;
  /** No byte moves until who paused goes on. */
  readonly pausedBy?: PausedBy;
  readonly pausedSince?: Instant;
  /** Nothing has arrived since then, although nobody has paused and the channel is open. */
  readonly stalledSince?: Instant;
  /** The channel is lost; until then the devices look for each other. */
  readonly interruptedUntil?: Instant;
  /** It was lost because the other page was closed or reloaded. */
  readonly peerReloading?: true;
  /** This page was reloaded: the browser has forgotten these files, and the person has to choose them again. */
  readonly chooseAgain?: ChooseAgain;
  /** The other page was reloaded, and its person has to do the same there; until then its files do not move. */
  readonly peerChoosing?: true;
  /** Nothing is under way any more, in neither direction; either side may send something more. */
  readonly settled?: true;
  /** Then the session ends by itself, as nothing is under way. */
  readonly endsAt?: Instant;
  /** Who wanted it not to. */
  readonly staysBy?: PausedBy;
  /** Nobody answered an offer of this side in time; what was in it can be offered once more. */
  readonly canSendAgain?: true;
}

export interface Ended {
  readonly at: "ended";
  readonly role: Role;
  readonly ending: Ending;
  readonly device?: string;
  readonly path?: Path;
  /** How the other side broke the protocol, in the words of the program. */
  readonly fault?: string;
}

export type ConnectedEvent =
  | { readonly type: "channel-open" }
  | { readonly type: "met"; readonly device: string }
  | { readonly type: "path"; readonly path: Path; readonly lanes?: number }
  | { readonly type: "offered"; readonly offered: OfferInQuestion }
  | { readonly type: "answered" }
  | { readonly type: "capacity"; readonly capacity: Capacity }
  | { readonly type: "paused"; readonly by: PausedBy | undefined; readonly since?: Instant }
  | { readonly type: "choose-again"; readonly chooseAgain: ChooseAgain | undefined }
  | { readonly type: "peer-choosing"; readonly choosing: boolean }
  | { readonly type: "settled"; readonly settled: boolean }
  | { readonly type: "ends"; readonly at: Instant | undefined }
  | { readonly type: "stays"; readonly by: PausedBy | undefined }
  | { readonly type: "stalled"; readonly since: Instant | undefined }
  | { readonly type: "unanswered"; readonly canSendAgain: boolean }
  | { readonly type: "interrupted"; readonly until: Instant; readonly peerReloading?: true }
  | { readonly type: "mended" }
  | { readonly type: "ended"; readonly ending: Ending; readonly fault?: string };

/** Total, as the whole session's `step` is. */
export function stepConnected(session: Connected, event: SessionEvent): Connected | Ended {
  switch (event.type) {
    case "channel-open": // where the other person still has to choose, the other page says so on each channel
      return without(session, "interruptedUntil", "peerReloading", "peerChoosing");
    case "mended":
      return without(session, "interruptedUntil", "peerReloading");
    case "interrupted": {
      const { until: interruptedUntil, peerReloading } = event;
      return {
        ...without(session, "peerReloading"),
        interruptedUntil,
        ...(peerReloading && { peerReloading }),
      };
    }
    case "met":
      return { ...session, device: event.device };
    case "path":
      return { ...session, path: event.path, ...(event.lanes !== undefined && { lanes: event.lanes }) };
    case "ended": {
      const { role, device, path } = session;
      const { ending, fault } = event;
      const known = { ...(device !== undefined && { device }), ...(path && { path }) };
      return { at: "ended", role, ending, ...known, ...(fault !== undefined && { fault }) };
    }
    default:
      return stepFiles(session, event);
  }
}

/** What happens to the files of a session, and to what a person can do about them. */
function stepFiles(session: Connected, event: SessionEvent): Connected {
  switch (event.type) {
    case "offered":
      return { ...session, offered: event.offered };
    case "answered":
      return without(session, "offered");
    case "capacity":
      return { ...session, capacity: event.capacity };
    case "paused":
      return paused(session, event);
    case "choose-again":
      return event.chooseAgain
        ? { ...session, chooseAgain: event.chooseAgain }
        : without(session, "chooseAgain");
    case "peer-choosing":
      return event.choosing ? { ...session, peerChoosing: true } : without(session, "peerChoosing");
    case "settled":
      return event.settled ? { ...session, settled: true } : without(session, "settled");
    default:
      return stepWaits(session, event);
  }
}

/** What the session waits for, and how it goes on. */
function stepWaits(session: Connected, event: SessionEvent): Connected {
  switch (event.type) {
    case "ends":
      return event.at === undefined ? without(session, "endsAt") : { ...session, endsAt: event.at };
    case "stays":
      return event.by ? { ...without(session, "endsAt"), staysBy: event.by } : without(session, "staysBy");
    case "stalled":
      return event.since === undefined
        ? without(session, "stalledSince")
        : { ...session, stalledSince: event.since };
    case "unanswered":
      return event.canSendAgain ? { ...session, canSendAgain: true } : without(session, "canSendAgain");
    default:
      return session;
  }
}

/** Who pauses longer than the other one has paused since the beginning. */
function paused(session: Connected, { by, since }: Extract<ConnectedEvent, { type: "paused" }>): Connected {
  if (!by) return without(session, "pausedBy", "pausedSince");
  const pausedSince = session.pausedBy === by ? session.pausedSince : since;
  return { ...session, pausedBy: by, ...(pausedSince !== undefined && { pausedSince }) };
}

function without(session: Connected, ...keys: readonly (keyof Connected)[]): Connected {
  const rest = { ...session };
  for (const key of keys) delete (rest as Partial<Connected>)[key];
  return rest;
}
