import type { Instant, Millis } from "#protocol/time.ts";

interface Sample {
  readonly at: Instant;
  readonly bytes: number;
}

/** Speed is measured over this span, long enough to be steady and short enough to follow a change. */
const WINDOW_MS = 4_000;

/** Before this much is measured no speed is shown: it would only be noise. */
const MIN_SPAN_MS = 400;

export interface Rate {
  readonly bytesPerSecond: number;
  /** Until all bytes are there at this speed. */
  readonly remainingMs: Millis;
}

/** Speed and time left from the bytes that arrived so far. */
export class RateMeter {
  #samples: Sample[] = [];

  /** @param bytes arrived in all; never less than before */
  add(bytes: number, at: Instant): void {
    this.#samples.push({ at, bytes });
    const oldest = at - WINDOW_MS;
    // One sample from before the window stays, so that a stall shows as a falling speed and not as none.
    const second = this.#samples.findIndex((sample) => sample.at >= oldest);
    if (second > 1) this.#samples = this.#samples.slice(second - 1);
  }

  /** @returns undefined while there is too little to tell */
  rate(totalBytes: number, now: Instant): Rate | undefined {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (!first || !last || now - first.at < MIN_SPAN_MS || last.bytes === first.bytes) return undefined;
    const bytesPerSecond = ((last.bytes - first.bytes) / (now - first.at)) * 1_000;
    return { bytesPerSecond, remainingMs: ((totalBytes - last.bytes) / bytesPerSecond) * 1_000 };
  }
}
