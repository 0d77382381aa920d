import type { Instant, Millis } from "#protocol/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Quota } from "../ports/rate-limiter.ts";

/** The part of a period's tries that may come all at once. */
const BURST_PART = 0.1;

/**
 * How many wrong codes all clients together may try (SIG17): a tenth of the quota at once, then one in each
 * interval (a generic cell rate algorithm). So in any hour at most the quota plus a burst is tried, however many
 * clients there are. Who waits for the next interval is the `JoinQueue`'s business.
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

  /** How long until there is something to pay the next try with. */
  get waitMs(): Millis {
    return Math.max(0, Math.ceil(this.#paidFrom() + this.#intervalMs - this.#burstMs - this.#clock.now()));
  }

  /**
   * Pays for one try, before anybody knows whether its code is right.
   *
   * @returns 0 where it is paid, else how long until it could be
   */
  pay(): Millis {
    const { waitMs } = this;
    if (waitMs === 0) this.#paidUntil = this.#paidFrom() + this.#intervalMs;
    return waitMs;
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
