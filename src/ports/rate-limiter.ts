import type { Millis } from "#protocol/time.ts";

/** So many uses within a span of time. */
export interface Quota {
  readonly count: number;
  readonly periodMs: Millis;
}

/** Counts uses by key against one quota. */
export interface RateLimiter {
  /** Counts one use. @returns 0 where it fits into the quota, else how long until the key has room again */
  take(key: string): Promise<Millis>;
  /** Takes one use back. */
  giveBack(key: string): Promise<void>;
}

/** Makes a limiter whose keys live as long as its period. */
export type MakeRateLimiter = (quota: Quota) => RateLimiter;
