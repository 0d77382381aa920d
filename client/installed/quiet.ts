import type { Instant, Millis } from "#protocol/time.ts";
import type { PageClock } from "../session/ports.ts";

/** Files of the page that belong together come within this time of each other. */
const QUIET_MS: Millis = 1_000;

/** A page that fetches without end is not waited for. */
const PATIENCE_MS: Millis = 5_000;

/**
 * Resolves when the page has fetched nothing for a while, which most often is at once.
 *
 * @param lastFetch when the last file had come
 */
export function untilQuiet(clock: PageClock, lastFetch: () => Instant): Promise<void> {
  const until = clock.now() + PATIENCE_MS;
  return new Promise((resolve) => {
    const check = () => {
      const now = clock.now();
      const left = Math.min(lastFetch() + QUIET_MS, until) - now;
      if (left > 0) clock.after(left, check);
      else resolve();
    };
    check();
  });
}
