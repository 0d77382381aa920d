import type { Clock } from "../ports/clock.ts";

/** The real time and the process's timers. */
export const systemClock: Clock = {
  // Monotonic: a clock that is set while the server runs must not end every session, or none any more.
  now: () => performance.timeOrigin + performance.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
