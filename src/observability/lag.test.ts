import { expect, test } from "bun:test";
import { Lag } from "./lag.ts";

test("[OBS4] counts each sample in every bucket that it fits into", () => {
  const lag = new Lag();
  for (const lateMs of [-0.3, 0, 1, 1.1, 30, 9_000]) lag.add(lateMs);
  const { buckets, count, sum } = lag.histogram();
  const within = Object.fromEntries(buckets.map(({ upTo, count: fit }) => [upTo, fit]));
  expect(within).toMatchObject({ 0.001: 3, 0.0025: 4, 0.025: 4, 0.05: 5, 2.5: 5 });
  expect([count, sum]).toEqual([6, expect.closeTo(9.0321)]);
});
