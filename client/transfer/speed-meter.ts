import type { Instant, Millis } from "#protocol/time.ts";

/**
 * A speed smoothed over time: what moved `overMs` ago counts 1/e of what moves now. From the first byte on it is a mean
 * of what was seen, so it needs no time to come up; a stall lets it fall, and a pause is no time at all.
 */
export class SpeedMeter {
  readonly #overMs: Millis;
  #latest: { readonly at: Instant; readonly bytes: number } | undefined;
  /** Both fade alike, so that their quotient is a weighted mean. */
  #bytes = 0;
  #ms = 0;
  #activeMs = 0;

  /** @param overMs how far back it looks */
  constructor(overMs: Millis) {
    this.#overMs = overMs;
  }

  /** @param bytes moved in all, never less than before */
  add(bytes: number, at: Instant): void {
    const before = this.#latest;
    this.#latest = { at, bytes };
    const ms = before ? at - before.at : 0;
    if (!before || ms <= 0) return;
    const fade = Math.exp(-ms / this.#overMs);
    this.#bytes = this.#bytes * fade + Math.max(0, bytes - before.bytes);
    this.#ms = this.#ms * fade + ms;
    this.#activeMs += ms;
  }

  /** What was measured holds, and the time until the next `add` does not count. */
  pause(): void {
    this.#latest = undefined;
  }

  /** For how long it has measured, pauses apart. */
  get activeMs(): Millis {
    return this.#activeMs;
  }

  /** Undefined where nothing was measured. */
  get bytesPerSecond(): number | undefined {
    return this.#ms > 0 ? (this.#bytes / this.#ms) * 1_000 : undefined;
  }
}
