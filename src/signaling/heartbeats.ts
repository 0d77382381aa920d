import { MISSED_HEARTBEATS } from "#protocol/signaling/heartbeat.ts";
import type { Instant, Millis } from "#protocol/time.ts";
import type { Clock } from "../ports/clock.ts";

/** Somebody who is expected to be heard of. */
export interface Heard {
  /** When it was last heard of; kept up to date by whoever hears it. */
  heardAt: Instant;
}

/** Those who are due in the same second share a bucket. */
const TICK_MS = 1_000;

/**
 * Finds those who fell silent, without a timer for each: everybody waits in the bucket of the second in which
 * a silence could be complete, and only when that second comes is looked whether it was one.
 */
export class Heartbeats<T extends Heard> {
  readonly #clock: Clock;
  readonly #limitMs: Millis;
  readonly #buckets = new Map<number, Set<T>>();
  readonly #bucketOf = new Map<T, number>();
  /** The first bucket that may hold somebody. */
  #firstTick: number;

  /** @param intervalMs how often each is expected to be heard */
  constructor(intervalMs: Millis, clock: Clock) {
    this.#clock = clock;
    this.#limitMs = intervalMs * MISSED_HEARTBEATS;
    this.#firstTick = Math.floor(clock.now() / TICK_MS);
  }

  get size(): number {
    return this.#bucketOf.size;
  }

  /** Everybody who is watched. */
  all(): Iterable<T> {
    return this.#bucketOf.keys();
  }

  add(heard: T): void {
    const tick = Math.floor((heard.heardAt + this.#limitMs) / TICK_MS);
    const bucket = this.#buckets.get(tick) ?? new Set();
    this.#buckets.set(tick, bucket.add(heard));
    this.#bucketOf.set(heard, tick);
  }

  delete(heard: T): void {
    const tick = this.#bucketOf.get(heard);
    this.#bucketOf.delete(heard);
    if (tick !== undefined) this.#buckets.get(tick)?.delete(heard);
  }

  /** Stops watching those who are silent for three intervals, and returns them. */
  sweep(): T[] {
    const now = this.#clock.now();
    const silent: T[] = [];
    const lastTick = Math.floor(now / TICK_MS); // some in there may be due later in this very second
    for (let tick = this.#firstTick; tick <= lastTick; tick++) {
      const bucket = this.#buckets.get(tick) ?? [];
      this.#buckets.delete(tick);
      for (const heard of bucket) {
        this.#bucketOf.delete(heard);
        if (heard.heardAt + this.#limitMs <= now) silent.push(heard);
        else this.add(heard);
      }
    }
    this.#firstTick = lastTick;
    return silent;
  }
}
