import type { Instant, Millis } from "#protocol/time.ts";

/** An estimate that is so much above what is shown, for so long, is believed. */
const RISE = 1.25;
const RISE_AFTER_MS = 3_000;

/** An estimate below what is shown is approached: after so long, two thirds of the way are gone; sooner where it is far. */
const FALL_OVER_MS = 8_000;
const FALL_FAR_OVER_MS = 1_500;

/** While the estimate is above what is shown, that counts down slower. */
const WHILE_HIGHER = 0.5;

/** Longer than this is no answer. */
const LONGEST_MS = 360_000_000;

/** While bytes are missing it is not done in a moment. */
const LEAST_MS = 1_000;

/**
 * Time left as a person can follow it (FLOW4): it counts down with the clock, glides to a better estimate, and goes up
 * only where the estimate has been clearly higher for a while, or where more is to come than before.
 */
export class TimeLeft {
  #shown: { readonly ms: Millis; readonly at: Instant; readonly leftBytes: number } | undefined;
  #higherSince: Instant | undefined;

  /** Undefined where nothing can be said. @param bytesPerSecond smoothed, undefined where it is not known */
  show(leftBytes: number, bytesPerSecond: number | undefined, now: Instant): Millis | undefined {
    if (!bytesPerSecond) return undefined;
    const estimate = (leftBytes / bytesPerSecond) * 1_000;
    const ms = this.#next(estimate, leftBytes, now);
    this.#shown = { ms, at: now, leftBytes };
    return ms > LONGEST_MS ? undefined : ms;
  }

  /** Time in which nothing is meant to move does not count. */
  pause(): void {
    this.#higherSince = undefined;
    if (this.#shown) this.#shown = { ...this.#shown, at: Number.POSITIVE_INFINITY };
  }

  #next(estimate: Millis, leftBytes: number, now: Instant): Millis {
    const before = this.#shown;
    if (!before || leftBytes > before.leftBytes) return this.#jump(estimate);
    const passed = Math.max(0, now - before.at);
    const counted = estimate > before.ms ? passed * WHILE_HIGHER : passed;
    const down = Math.max(before.ms - counted, Math.min(before.ms, LEAST_MS));
    if (estimate <= down) {
      this.#higherSince = undefined;
      const over = estimate * RISE < down ? FALL_FAR_OVER_MS : FALL_OVER_MS;
      return down - (down - estimate) * (1 - Math.exp(-passed / over));
    }
    if (estimate <= down * RISE) this.#higherSince = undefined;
    else this.#higherSince ??= now;
    const isBelieved = this.#higherSince !== undefined && now - this.#higherSince >= RISE_AFTER_MS;
    return isBelieved ? this.#jump(estimate) : down;
  }

  #jump(estimate: Millis): Millis {
    this.#higherSince = undefined;
    return estimate;
  }
}

const SECOND: Millis = 1_000;
const MINUTE: Millis = 60_000;

/** From where on which steps are shown. */
const STEPS = [
  [60 * MINUTE, 30 * MINUTE],
  [10 * MINUTE, 5 * MINUTE],
  [MINUTE, MINUTE],
  [10 * SECOND, 5 * SECOND],
  [0, SECOND],
] as const;

/** Rounds a time to a step that people use, seconds up: 3 s, 45 s, 2 min, 25 min, 1.5 h. */
export function inSteps(ms: Millis): Millis {
  const [from, step] = STEPS.find(([least]) => ms > least) ?? [0, SECOND];
  return (from >= MINUTE ? Math.round(ms / step) : Math.ceil(ms / step)) * step;
}
