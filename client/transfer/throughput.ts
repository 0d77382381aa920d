import type { Instant } from "#protocol/time.ts";

/** So many samples are kept, at two a second: a minute. */
const MOST_SAMPLES = 120;

/** How fast it was lately, and at most. */
export interface Speeds {
  /** Bytes a second, the oldest first. */
  readonly samples: readonly number[];
  readonly most: number;
}

export const NO_SPEEDS: Speeds = { samples: [], most: 0 };

/** Keeps the speed of the last minute for the chart, and the highest one of all. */
export class Throughput {
  #speeds = NO_SPEEDS;
  #latest: { readonly at: Instant; readonly bytes: number } | undefined;

  get speeds(): Speeds {
    return this.#speeds;
  }

  /** @param bytes moved in all; never less than before */
  add(bytes: number, at: Instant): void {
    const before = this.#latest;
    this.#latest = { at, bytes };
    if (!before || at <= before.at) return;
    const speed = ((bytes - before.bytes) / (at - before.at)) * 1_000;
    const samples = [...this.#speeds.samples, speed].slice(-MOST_SAMPLES);
    this.#speeds = { samples, most: Math.max(this.#speeds.most, speed) };
  }

  /** A time in which nothing is meant to move is no sample. */
  pause(): void {
    this.#latest = undefined;
  }
}

/**
 * The line over the samples in a box of `width` by `height`, closed to its base: the newest sample at the end, a
 * sample of `most` at the top.
 *
 * @returns a path for SVG, empty where there is no line yet
 */
export function chartPath({ samples, most }: Speeds, width: number, height: number): string {
  const [first] = samples;
  if (samples.length < 2 || first === undefined || most <= 0) return "";
  const step = width / (samples.length - 1);
  const y = (speed: number) => round(height - (Math.min(speed, most) / most) * height);
  const line = samples.map((speed, i) => `L${round(i * step)} ${y(speed)}`).join("");
  return `M0 ${height}${line}L${width} ${height}Z`;
}

const round = (value: number) => Math.round(value * 10) / 10;
