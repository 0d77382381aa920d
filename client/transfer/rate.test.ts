import { describe, expect, test } from "bun:test";
import type { Millis } from "#protocol/time.ts";
import { SeededRandom } from "../../src/testing/seeded-random.ts";
import { type Rate, RateMeter } from "./rate.ts";
import { inSteps } from "./time-left.ts";

const TICK_MS = 500;
const MB = 1_000_000;

/** Bytes that move in each half second. */
type Trace = readonly number[];

const constant = (perSecond: number, seconds: number): Trace =>
  Array.from({ length: seconds * 2 }, () => perSecond / 2);

/** What is shown after each half second, until all is there. */
function shown(
  trace: Trace,
  totalBytes = trace.reduce((sum, bytes) => sum + bytes, 0),
): (Rate | undefined)[] {
  const meter = new RateMeter();
  let moved = 0;
  meter.add(0, 0);
  return trace.map((bytes, i) => {
    const now = (i + 1) * TICK_MS;
    moved += bytes;
    meter.add(moved, now);
    return meter.rate(totalBytes - moved, now);
  });
}

const timesOf = (rates: readonly (Rate | undefined)[]): Millis[] =>
  rates.map((rate) => rate?.remainingMs).filter((ms) => ms !== undefined);

/** Whenever the time left went up: by what part. */
function rises(times: readonly Millis[]): number[] {
  return times.slice(1).flatMap((ms, i) => (ms > (times[i] ?? ms) ? [ms / (times[i] ?? ms)] : []));
}

describe("speed and time left", () => {
  test("[PAGE4] are not shown before there is something to measure", () => {
    const meter = new RateMeter();
    expect(meter.rate(100, 0)).toBeUndefined();
    meter.add(0, 0);
    meter.add(50, 300);
    expect(meter.rate(50, 300)).toBeUndefined();
  });

  test("[FLOW4] are exact where the speed is, from the first second to the last", () => {
    const rates = shown(constant(10 * MB, 60));
    for (const rate of rates) expect(rate?.bytesPerSecond).toBeCloseTo(10 * MB, 0);
    const times = timesOf(rates);
    expect(times[0]).toBe(inSteps(59_000));
    expect(rises(times)).toEqual([]);
    expect(times.at(-2)).toBe(1_000);
  });

  test.each([1, 2, 3])("[FLOW4] bursts do not make the time left jump, seed %i", (seed) => {
    const random = new SeededRandom(seed);
    const trace = Array.from({ length: 240 }, () => (random.below(10) < 3 ? 0 : random.below(20 * MB)));
    const times = timesOf(shown(trace));
    expect(rises(times).length).toBeLessThanOrEqual(6);
    const seen = times.filter((ms) => ms >= 10_000); // below that a step is a second
    for (const rise of rises(seen)) expect(rise).toBeLessThanOrEqual(2.2);
    const total = trace.length * TICK_MS;
    // After fifteen seconds it is right within two fifths, most of the time.
    const wrong = times.filter((ms, i) => {
      const really = total - (i + 2) * TICK_MS;
      return really > 20_000 && i > 30 && Math.abs(ms - really) > 0.4 * really + 5_000;
    });
    expect(wrong.length).toBeLessThan(times.length / 10);
  });

  test("[FLOW4] a stall of two seconds is a step up at most", () => {
    const trace = [...constant(10 * MB, 30), ...constant(0, 2), ...constant(10 * MB, 30)];
    const ups = rises(timesOf(shown(trace)));
    expect(ups.length).toBeLessThanOrEqual(1);
    for (const up of ups) expect(up).toBeLessThan(1.25);
  });

  test("[PAGE4] a long stall shows as a falling speed, and then as more time left", () => {
    const rates = shown([...constant(10 * MB, 10), ...constant(0, 20)], 400 * MB);
    const speeds = rates.map((rate) => rate?.bytesPerSecond ?? 0);
    expect(speeds[23]).toBeLessThan(8 * MB);
    expect(speeds[59]).toBeLessThan(0.1 * MB);
    expect(timesOf(rates).at(-1)).toBeGreaterThan(60_000);
  });

  test("[FLOW4] half the speed is seen once, and then the time counts down again", () => {
    const trace = [...constant(10 * MB, 60), ...constant(5 * MB, 600)];
    const times = timesOf(shown(trace));
    const ups = rises(times);
    expect(ups.length).toBeGreaterThanOrEqual(1);
    expect(ups.length).toBeLessThanOrEqual(3);
    for (const up of ups) expect(up).toBeLessThanOrEqual(2.2); // by two, rounded up to a step
    // Forty seconds later it is right within a fifth: 560 s.
    expect(times[198]).toBeLessThanOrEqual(660_000);
    expect(times[198]).toBeGreaterThanOrEqual(420_000);
  });

  test("[FLOW4] a slow start is forgotten within a few seconds", () => {
    const times = timesOf(shown([...constant(MB, 1), ...constant(15 * MB, 40)]));
    expect(Math.abs((times[16] ?? 0) - 33_000)).toBeLessThanOrEqual(15_000);
  });

  test("[FLOW4] twice the speed lets it glide down", () => {
    const times = timesOf(shown([...constant(5 * MB, 60), ...constant(10 * MB, 60)]));
    expect(rises(times)).toEqual([]);
    expect(Math.max(...times.slice(1).map((ms, i) => (times[i] ?? 0) - ms))).toBeLessThanOrEqual(60_000);
  });

  test("[PAGE4] a pause is no slow speed, and no time", () => {
    const meter = new RateMeter();
    for (let now = 0; now <= 5_000; now += TICK_MS) meter.add(now * 1_000, now);
    const before = meter.rate(20 * MB, 5_000);
    meter.pause();
    for (let now = 65_000; now <= 65_500; now += TICK_MS) meter.add(5 * MB + (now - 65_000) * 1_000, now);
    const after = meter.rate(19.5 * MB, 65_500);
    expect(after?.bytesPerSecond).toBeCloseTo(before?.bytesPerSecond ?? 0, 0);
    expect(after?.remainingMs).toBe(before?.remainingMs);
  });

  test("[FLOW4] more to come than before shows at once", () => {
    const meter = new RateMeter();
    for (let now = 0; now <= 5_000; now += TICK_MS) {
      meter.add(now * 1_000, now);
      meter.rate(20 * MB - now * 1_000, now);
    }
    expect(meter.rate(115 * MB, 5_000)?.remainingMs).toBe(inSteps(115_000));
  });
});

test.each([
  [900, 1_000],
  [9_200, 10_000],
  [11_000, 15_000],
  [44_000, 45_000],
  [61_000, 60_000],
  [590_000, 600_000],
  [660_000, 600_000],
  [5_000_000, 5_400_000],
])("[FLOW4] %i ms are shown as %i", (ms, steps) => {
  expect(inSteps(ms)).toBe(steps);
});
