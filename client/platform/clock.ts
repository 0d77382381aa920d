import type { PageClock } from "../session/ports.ts";

/** The browser's monotonic clock and timers. */
export const pageClock: PageClock = {
  now: () => performance.timeOrigin + performance.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};
