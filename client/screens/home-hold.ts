import { createMemo, createSignal, onCleanup } from "solid-js";
import type { Millis } from "#protocol/time.ts";
import type { Session } from "../session/machine.ts";
import type { PageClock } from "../session/ports.ts";

/** What is tried by itself may be pressed a moment later all the same: the button stays for so long. */
const LEAST_MS: Millis = 1_000;

/** Where it takes longer, a screen of its own says what is going on. */
const MOST_MS: Millis = 2_500;

export interface HomeHold {
  /** The home screen stays, although the session is further. */
  readonly isHeld: () => boolean;
  /** A code is tried that nobody has pressed a button for. */
  readonly begin: () => void;
}

/**
 * Keeps the home screen for a moment while a code is tried by itself (FLOW1): no screens that only flash by, and the
 * button is still there for whoever presses it as well. It lives as long as the component that calls this.
 *
 * @param at how far the session is
 */
export function createHomeHold(at: () => Session["at"], clock: PageClock): HomeHold {
  const [phase, setPhase] = createSignal<"none" | "least" | "most">("none");
  let cancel = () => {};
  const isOnTheWay = createMemo(() => ["joining", "connecting"].includes(at()));
  onCleanup(() => cancel());
  return {
    isHeld: () => phase() !== "none" && (isOnTheWay() || (phase() === "least" && at() === "connected")),
    begin() {
      cancel();
      setPhase("least");
      cancel = clock.after(LEAST_MS, () => {
        setPhase("most");
        cancel = clock.after(MOST_MS - LEAST_MS, () => setPhase("none"));
      });
    },
  };
}
