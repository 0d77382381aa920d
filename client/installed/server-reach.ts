import { type Accessor, createSignal } from "solid-js";
import type { Millis } from "#protocol/time.ts";
import type { PageClock } from "../session/ports.ts";

/** What came back when the server was asked whether it is there; `login`: somebody before it wants one first. */
export type Reach = "here" | "away" | "login";

/** The pauses between attempts double from the first to the last of these. */
const FIRST_PAUSE_MS: Millis = 1_000;
const LAST_PAUSE_MS: Millis = 30_000;

export interface ReachPorts {
  /** Ends by itself. */
  readonly ask: () => Promise<Reach>;
  readonly clock: PageClock;
  /** The device woke up, or its network is another one. */
  readonly onWake: (then: () => void) => void;
}

/**
 * Finds out whether the server is there, which a page that needs no server to open cannot know, and goes on asking
 * while it is not. A page that has a session has a line to the server, and hears it there.
 */
export function watchReach({ ask, clock, onWake }: ReachPorts): Accessor<Reach | undefined> {
  const [reach, setReach] = createSignal<Reach>();
  let pauseMs = FIRST_PAUSE_MS;
  let isAsking = false;
  let cancel = () => {};

  const find = async () => {
    cancel();
    if (isAsking) return;
    isAsking = true;
    const found = await ask();
    isAsking = false;
    setReach(found);
    if (found !== "away") {
      pauseMs = FIRST_PAUSE_MS;
      return;
    }
    cancel = clock.after(pauseMs, () => void find());
    pauseMs = Math.min(2 * pauseMs, LAST_PAUSE_MS);
  };
  void find();
  onWake(() => {
    pauseMs = FIRST_PAUSE_MS;
    void find();
  });
  return reach;
}
