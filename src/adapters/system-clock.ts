import type { Clock } from "../ports/clock.ts";

const STARTED_AT = performance.timeOrigin;

/** The real time and the process's timers. */
export const systemClock: Clock = {
  // Monotonic: a clock that is set while the server runs must not end every session, or none any more.
  now: () => STARTED_AT + performance.now(),
  wall: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
