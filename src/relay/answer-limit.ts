import type { Instant } from "#protocol/time.ts";
import type { Quota } from "../ports/rate-limiter.ts";

/** Addresses that are counted apart within one period; all further ones share one count. */
const MAX_SOURCES = 10_000;
const ALL_OTHERS = "";

/**
 * Limits answers by address, within fixed periods: spoofed floods from many addresses neither fill the memory
 * nor make this server answer more than the limit to each.
 */
export class AnswerLimit {
  readonly #quota: Quota | undefined;
  #counts = new Map<string, number>();
  #periodEndsAt: Instant = 0;

  constructor(quota: Quota | undefined) {
    this.#quota = quota;
  }

  /** @returns whether one more answer may go to this address */
  take(address: string, now: Instant): boolean {
    if (!this.#quota) return true;
    if (now >= this.#periodEndsAt) {
      this.#counts = new Map();
      this.#periodEndsAt = now + this.#quota.periodMs;
    }
    const source = this.#counts.has(address) || this.#counts.size < MAX_SOURCES ? address : ALL_OTHERS;
    const count = this.#counts.get(source) ?? 0;
    if (count >= this.#quota.count) return false;
    this.#counts.set(source, count + 1);
    return true;
  }
}
