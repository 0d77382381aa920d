import type { Millis } from "#protocol/time.ts";
import type { HistogramCounts } from "./metric.ts";

/** Upper bounds, in seconds: from what no one notices to what breaks a transfer. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] as const;

/**
 * How late the event loop is: how much after its time the process's one timer comes, once a second. So an idle
 * process is not woken to find out, and a stall that is shorter than a second is seen in its share of the samples.
 */
export class Lag {
  readonly #counts: number[] = BOUNDS.map(() => 0);
  #count = 0;
  #sumSeconds = 0;

  /** @param lateMs a timer may also come a little early, which counts as in time */
  add(lateMs: Millis): void {
    const seconds = Math.max(0, lateMs) / 1_000;
    const bucket = BOUNDS.findIndex((bound) => seconds <= bound);
    if (bucket >= 0) this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#count++;
    this.#sumSeconds += seconds;
  }

  histogram(): HistogramCounts {
    let within = 0;
    const buckets = BOUNDS.map((upTo, index) => {
      within += this.#counts[index] ?? 0;
      return { upTo, count: within };
    });
    return { buckets, count: this.#count, sum: this.#sumSeconds };
  }
}
