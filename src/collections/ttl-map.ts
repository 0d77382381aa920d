import type { Instant, Millis } from "#protocol/time.ts";
import type { Clock } from "../ports/clock.ts";

interface Entry<V> {
  readonly value: V;
  readonly expiresAt: Instant;
}

/**
 * A map whose entries live for one common time. It holds no timer: an entry past its time is invisible at
 * once and is removed when the owner sweeps.
 */
export class TtlMap<K, V> {
  readonly #entries = new Map<K, Entry<V>>();
  readonly #ttlMs: Millis;
  readonly #clock: Clock;

  constructor(ttlMs: Millis, clock: Clock) {
    this.#ttlMs = ttlMs;
    this.#clock = clock;
  }

  /** Entries held, those not yet swept included. */
  get size(): number {
    return this.#entries.size;
  }

  /** @returns when the entry expires */
  set(key: K, value: V): Instant {
    const expiresAt = this.#clock.now() + this.#ttlMs;
    this.#entries.delete(key); // re-insert: one TTL for all keeps Map order equal to expiry order
    this.#entries.set(key, { value, expiresAt });
    return expiresAt;
  }

  /** Another value for the rest of the life of this entry. @returns when it expires; undefined where there is none */
  replace(key: K, value: V): Instant | undefined {
    const { expiresAt } = this.#entries.get(key) ?? {};
    if (expiresAt === undefined || expiresAt <= this.#clock.now()) return undefined;
    this.#entries.set(key, { value, expiresAt }); // a known key keeps its place in the order
    return expiresAt;
  }

  get(key: K): V | undefined {
    const entry = this.#entries.get(key);
    return entry && entry.expiresAt > this.#clock.now() ? entry.value : undefined;
  }

  /** Whether there is an entry that was not swept yet, be it past its time or not. */
  holds(key: K): boolean {
    return this.#entries.has(key);
  }

  delete(key: K): boolean {
    return this.#entries.delete(key);
  }

  /** Removes what has expired. */
  forgetExpired(): void {
    for (const _ of this.sweep());
  }

  /** Removes and yields what has expired, oldest first; stops at the first live entry. */
  *sweep(): Generator<readonly [K, V]> {
    for (const [key, { value, expiresAt }] of this.#entries) {
      if (expiresAt > this.#clock.now()) return;
      this.#entries.delete(key);
      yield [key, value];
    }
  }
}
