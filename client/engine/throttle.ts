import type { Instant, Millis } from "#protocol/time.ts";
import type { EngineClock } from "./ports.ts";

/** Tells of what happens often at most now and then, for each key by itself. */
export class Throttle<K> {
  readonly #clock: EngineClock;
  readonly #everyMs: Millis;
  readonly #tell: (key: K) => void;
  readonly #toldAt = new Map<K, Instant>();

  constructor(clock: EngineClock, everyMs: Millis, tell: (key: K) => void) {
    this.#clock = clock;
    this.#everyMs = everyMs;
    this.#tell = tell;
  }

  happened(key: K): void {
    const now = this.#clock.now();
    if (now - (this.#toldAt.get(key) ?? Number.NEGATIVE_INFINITY) < this.#everyMs) return;
    this.#toldAt.set(key, now);
    this.#tell(key);
  }
}
