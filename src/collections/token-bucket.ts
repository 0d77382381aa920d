import type { Instant } from "#protocol/time.ts";

/** Lets so much through per second, and as much at once as one second brings. */
export class TokenBucket {
  readonly #perSecond: number;
  #tokens: number;
  #filledAt: Instant;

  constructor(perSecond: number, now: Instant) {
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
    this.#filledAt = now;
  }

  /** @returns whether there was enough; if not, nothing is taken */
  take(amount: number, now: Instant): boolean {
    const brought = ((now - this.#filledAt) / 1_000) * this.#perSecond;
    this.#tokens = Math.min(this.#perSecond, this.#tokens + brought);
    this.#filledAt = now;
    if (amount > this.#tokens) return false;
    this.#tokens -= amount;
    return true;
  }

  /** Takes back what was taken for nothing. */
  giveBack(amount: number): void {
    this.#tokens += amount;
  }
}
