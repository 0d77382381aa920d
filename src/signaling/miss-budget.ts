import type { Instant, Millis } from "#protocol/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Quota } from "../ports/rate-limiter.ts";

/** The part of a period's tries that may come all at once. */
const BURST_PART = 0.1;

/** An answer that would have to wait longer is refused at once instead; the page waits ten seconds. */
const MAX_WAIT_MS = 8_000;

/** When a try may be answered; or, past what may wait, how long until it is worth coming again. */
export type Turn = { readonly waitMs: Millis } | { readonly retryAfterMs: Millis };

/**
 * How many wrong codes all clients together may try (SIG17). As the budget runs out, answers are spread out
 * more and more: each further try waits one interval longer than the one before (a generic cell rate
 * algorithm). So in any hour at most the quota plus a burst is tried, however many clients there are.
 */
export class MissBudget {
  readonly #clock: Clock;
  readonly #intervalMs: Millis;
  readonly #burstMs: Millis;
  /** The time until which all tries so far are paid for. */
  #paidUntil: Instant = Number.NEGATIVE_INFINITY;
  #misses = 0;

  /** @param quota undefined for a budget without end */
  constructor(quota: Quota | undefined, clock: Clock) {
    this.#clock = clock;
    this.#intervalMs = quota ? quota.periodMs / quota.count : 0;
    this.#burstMs = Math.max(this.#intervalMs, (quota?.periodMs ?? 0) * BURST_PART);
  }

  /** Wrong codes that were tried since the start. */
  get misses(): number {
    return this.#misses;
  }

  /** How long the next try would wait. */
  get waitMs(): Millis {
    return Math.max(0, this.#paidFrom() + this.#intervalMs - this.#burstMs - this.#clock.now());
  }

  /** Pays for one try, before anybody knows whether its code is right; nothing is paid for a refused one. */
  enter(): Turn {
    const { waitMs } = this;
    if (waitMs > MAX_WAIT_MS) return { retryAfterMs: Math.ceil(waitMs - MAX_WAIT_MS) };
    this.#paidUntil = this.#paidFrom() + this.#intervalMs;
    return { waitMs: Math.ceil(waitMs) };
  }

  /** The code was right: the try is not counted. */
  refund(): void {
    this.#paidUntil -= this.#intervalMs;
  }

  missed(): void {
    this.#misses++;
  }

  #paidFrom(): Instant {
    return Math.max(this.#paidUntil, this.#clock.now());
  }
}
