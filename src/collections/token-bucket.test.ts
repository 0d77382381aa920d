import { expect, test } from "bun:test";
import { TokenBucket } from "./token-bucket.ts";

test("[TURN16] a token bucket lets through at once what one second brings, and no more", () => {
  const bucket = new TokenBucket(1_000, 0);
  expect([bucket.take(600, 0), bucket.take(400, 0), bucket.take(1, 0)]).toEqual([true, true, false]);
  expect(bucket.take(0, 0)).toBe(true);
});

test("[TURN16] a token bucket fills evenly, up to one second's worth", () => {
  const bucket = new TokenBucket(1_000, 5_000);
  bucket.take(1_000, 5_000);
  expect([bucket.take(251, 5_250), bucket.take(250, 5_250), bucket.take(1, 5_250)]).toEqual([
    false,
    true,
    false,
  ]);
  expect([bucket.take(1_001, 3_600_000), bucket.take(1_000, 3_600_000)]).toEqual([false, true]);
});

test("[TURN16] what a token bucket refuses takes nothing from it", () => {
  const bucket = new TokenBucket(1_000, 0);
  for (let i = 0; i < 100; i++) expect(bucket.take(1_001, 0)).toBe(false);
  expect(bucket.take(1_000, 0)).toBe(true);
});

test("[TURN16] a token bucket lets through a rate over any time, whatever the sizes", () => {
  const bucket = new TokenBucket(1_000, 0);
  let through = 0;
  for (let now = 0; now < 60_000; now += 10) if (bucket.take(37, now)) through += 37;
  expect(through).toBeGreaterThan(60_000);
  expect(through).toBeLessThanOrEqual(61_000);
});
