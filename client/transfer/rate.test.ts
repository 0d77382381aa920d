import { expect, test } from "bun:test";
import { RateMeter } from "./rate.ts";

/** Feeds bytes at a steady pace. @returns the bytes in the end */
function feed(meter: RateMeter, from: number, fromMs: number, untilMs: number, bytesPerMs: number): number {
  let bytes = from;
  for (let at = fromMs; at <= untilMs; at += 100) {
    meter.add(bytes, at);
    bytes += 100 * bytesPerMs;
  }
  return bytes - 100 * bytesPerMs;
}

test("[PAGE4] a steady flow shows its speed and when it will be done", () => {
  const meter = new RateMeter();
  const bytes = feed(meter, 0, 0, 10_000, 2_000);
  expect(meter.rate(bytes + 6_000_000, 10_000)).toEqual({ bytesPerSecond: 2_000_000, remainingMs: 3_000 });
});

test("[PAGE4] nothing is shown before there is something to measure", () => {
  const meter = new RateMeter();
  expect(meter.rate(100, 0)).toBeUndefined();
  meter.add(0, 0);
  meter.add(50, 100);
  expect(meter.rate(100, 100)).toBeUndefined();
});

test("[PAGE4] a stall shows as a falling speed, not as the last one", () => {
  const meter = new RateMeter();
  const bytes = feed(meter, 0, 0, 4_000, 1_000);
  expect(meter.rate(bytes, 8_000)?.bytesPerSecond).toBe(500_000);
});

test("[PAGE4] after a change the old speed is forgotten within the window", () => {
  const meter = new RateMeter();
  const bytes = feed(meter, 0, 0, 10_000, 1_000);
  feed(meter, bytes, 10_000, 15_000, 100);
  expect(meter.rate(bytes * 2, 15_000)?.bytesPerSecond).toBeCloseTo(100_000, -4);
});
