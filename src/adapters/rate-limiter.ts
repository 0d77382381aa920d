import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { MakeRateLimiter } from "../ports/rate-limiter.ts";

/** Limiters in this process's memory. A key is forgotten when its period is over. */
export const memoryRateLimiter: MakeRateLimiter = ({ count, periodMs }) => {
  const limiter = new RateLimiterMemory({ points: count, duration: periodMs / 1_000 });
  return {
    async take(key, uses = 1) {
      try {
        await limiter.consume(key, uses);
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(refusal.msBeforeNext, 1);
        throw refusal;
      }
    },
    async giveBack(key) {
      // Past the end of its period there is nothing left to take a use back from.
      const counted = await limiter.get(key);
      if (counted !== null && counted.msBeforeNext > 0) await limiter.reward(key);
    },
  };
};
