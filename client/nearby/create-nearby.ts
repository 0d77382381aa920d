import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup, untrack } from "solid-js";
import type { NearbyDevice } from "#protocol/discovery/messages.ts";
import type { DeviceId } from "#protocol/ids.ts";
import type { Instant, Millis } from "#protocol/time.ts";
import type { Session } from "../session/machine.ts";
import type { Promised } from "../session/promised.ts";
import { askedAndGone, type Nearby, type NearbyEvent, NOBODY, step } from "./machine.ts";
import { NearbyController, type NearbyControllerPorts, type WaitingFiles } from "./nearby-controller.ts";

/** What the page does for devices nearby. */
export interface NearbyHost {
  /** By which the page as a whole is free or busy. */
  readonly session: Accessor<Session>;
  /** What waits under the code that is shown; undefined where none is. */
  readonly offered: Accessor<WaitingFiles | undefined>;
  /** What those are called that this device is connected with. */
  readonly served: Accessor<readonly string[]>;
  /** Takes the receiver's place under a code, whatever else was going on. */
  readonly join: (code: string, promised: Promised) => void;
}

/** The devices nearby, as screens use them. */
export interface NearbyTools {
  readonly state: Accessor<Nearby>;
  /** What this device is called. */
  readonly name: Accessor<string>;
  rename(text: string): void;
  /** What is chosen next is for this device: it is asked as soon as there is a code. */
  aimAt(device: NearbyDevice): void;
  /** A choice was made: where nothing comes of it, nobody is aimed at any more. */
  chosen(): void;
  /** Asks it to join the code that is shown. */
  ask(device: NearbyDevice): void;
  /** Takes an invitation back, or puts its end out of sight. */
  letBe(id: DeviceId): void;
  accept(): void;
  decline(): void;
  /** The device woke up, or its network changed. */
  wake(): void;
}

/** Who is about to say yes when another question comes in the same place has not said yes to that one. */
const READ_MS: Millis = 500;

/** While a device is free for others; one that meets another is on nobody's list (NEAR11). */
const FREE: ReadonlySet<Session["at"]> = new Set(["home", "opening", "waiting", "expired", "stopped"]);

/** Announces this page while it is free, or shows a code for one device more, and leads invitations to sessions. Lives as long as its owner. */
export function createNearby(host: NearbyHost, ports: Omit<NearbyControllerPorts, "dispatch">): NearbyTools {
  const { session, offered, served } = host;
  const [state, setState] = createSignal<Nearby>(NOBODY);
  const [name, setName] = createSignal(ports.name.current());
  /** When a question has taken the place of another one on screen. */
  let replacedAt: Instant = Number.NEGATIVE_INFINITY;
  const dispatch = (event: NearbyEvent) => {
    const isAsked = event.type === "news" && event.news.type === "invited";
    if (isAsked && untrack(state).question) replacedAt = ports.clock.now();
    setState((nearby) => step(nearby, event));
  };
  const controller = new NearbyController({ ...ports, dispatch });
  let aim: NearbyDevice | undefined;

  const code = createMemo(() => offered()?.code);
  const role = createMemo(() => {
    if (FREE.has(session().at)) return "free";
    return code() === undefined ? undefined : "busy";
  });
  createEffect(
    on(role, (now) => {
      if (now) controller.open(now);
      else controller.close();
    }),
  );
  onCleanup(() => controller.close());

  const ask = (device: NearbyDevice) => {
    const waiting = offered();
    if (waiting) controller.invite(device, waiting);
  };
  createEffect(() => {
    const there = new Set([...served(), ...state().devices.map((device) => device.name)]);
    const returned = askedAndGone(state()).filter(({ device }) => there.has(device.name));
    untrack(() => {
      for (const { device } of returned) controller.letBe(device.id); // the page shows what it does now
    });
  });
  createEffect(
    on(code, (shown) => {
      controller.forgetAsked(); // they were asked to join another code
      if (shown === undefined) return;
      const device = aim;
      aim = undefined;
      if (device) ask(device);
    }),
  );
  const forgetAim = () => {
    if (session().at !== "opening" && code() === undefined) aim = undefined;
  };
  const at = createMemo(() => session().at); // a session that only begins anew is no step on the way
  createEffect(on(at, forgetAim));

  const answer = (accepted: boolean) => {
    const { question } = state();
    if (!question) return;
    if (question.over) return controller.dismiss();
    if (accepted && ports.clock.now() - replacedAt < READ_MS) return;
    const { invitation, code: invitedTo, files, bytes } = question.invited;
    controller.answer(invitation, accepted);
    if (accepted) host.join(invitedTo, { files, bytes });
  };

  return {
    state,
    name,
    rename: (text) => void setName(controller.rename(text)),
    aimAt(device) {
      aim = device;
    },
    chosen: () => untrack(forgetAim),
    ask: (device) => untrack(() => ask(device)),
    letBe: (id) => controller.letBe(id),
    accept: () => untrack(() => answer(true)),
    decline: () => untrack(() => answer(false)),
    wake: () => controller.wake(),
  };
}
