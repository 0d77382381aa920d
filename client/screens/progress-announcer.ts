import type { Instant, Millis } from "#protocol/time.ts";

/** Said as soon as it is reached, in percent. */
const MARKS = [25, 50, 75] as const;

/** After so long without a word something is said, if it is something new. */
const SAY_EVERY_MS: Millis = 15_000;

/** A transfer that is over in a moment does not talk all the while. */
const SILENCE_MS: Millis = 3_000;

/**
 * Decides when a screen reader hears how far a transfer is (FLOW8): often enough to know that it goes on, and seldom
 * enough to leave a person in peace. What happens to the transfer, its end too, is said elsewhere and at once.
 */
export class ProgressAnnouncer {
  #said = 0;
  #saidAt: Instant | undefined;

  /**
   * @param part from 0 to 1; undefined while it is not known, or while nothing moves
   * @returns the percent to be said now, if any
   */
  update(part: number | undefined, now: Instant): number | undefined {
    this.#saidAt ??= now; // that it has begun is said by the screen
    if (part === undefined || part >= 1) return undefined;
    const percent = Math.floor(part * 100);
    if (percent < this.#said) this.#said = percent; // more is to come than before
    const quietMs = now - this.#saidAt;
    const isMark = MARKS.some((mark) => this.#said < mark && percent >= mark);
    const isDue = (isMark && quietMs >= SILENCE_MS) || (percent > this.#said && quietMs >= SAY_EVERY_MS);
    if (!isDue) return undefined;
    this.#said = percent;
    this.#saidAt = now;
    return percent;
  }
}
