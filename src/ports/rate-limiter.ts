import type { Millis } from "#protocol/time.ts";

/** So many uses within a span of time. */
export interface Quota {
  readonly count: number;
  readonly periodMs: Millis;
}

/** Counts uses by key against one quota. */
export interface RateLimiter {
  /**
   * Counts uses, by default one.
   *
   * @returns 0 where they fit into the quota, else how long until the key has room again
   */
  take(key: string, uses?: number): Promise<Millis>;
  /** Takes one use back. */
  giveBack(key: string): Promise<void>;
}

/** Makes a limiter whose keys live as long as its period. */
export type MakeRateLimiter = (quota: Quota) => RateLimiter;
