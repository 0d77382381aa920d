import { describe, expect, test } from "bun:test";
import { FakeClock } from "../testing/fake-clock.ts";
import { SeededRandom } from "../testing/seeded-random.ts";
import { MissBudget } from "./miss-budget.ts";

const SEED = 17;
const HOUR_MS = 3_600_000;
const QUOTA = { count: 1_200, periodMs: HOUR_MS };
const INTERVAL_MS = 3_000;
const BURST = 120;

const budgetWith = (quota = QUOTA, clock = new FakeClock()) => ({
  clock,
  budget: new MissBudget(quota, clock),
});

/** How many of these moments lie within one span of time, wherever it begins. */
function mostWithin(spanMs: number, moments: readonly number[]): number {
  let most = 0;
  let first = 0;
  for (const [last, moment] of moments.entries()) {
    while (moment - (moments[first] ?? 0) >= spanMs) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

describe("the budget of wrong codes", () => {
  test("[SIG17] lets a tenth come at once, then each waits an interval longer, then none", () => {
    const { budget } = budgetWith();
    for (let i = 0; i < BURST; i++) expect(budget.enter()).toEqual({ waitMs: 0 });
    expect(budget.enter()).toEqual({ waitMs: INTERVAL_MS });
    expect(budget.enter()).toEqual({ waitMs: 2 * INTERVAL_MS });
    expect(budget.enter()).toEqual({ retryAfterMs: 1_000 }); // it would wait 9 s
  });

  test("[SIG17] charges nothing for a refused try, and takes one again as soon as it said", () => {
    const { budget, clock } = budgetWith();
    for (let i = 0; i < BURST + 2; i++) budget.enter();
    for (let i = 0; i < 1_000; i++) expect(budget.enter()).toEqual({ retryAfterMs: 1_000 });
    clock.advance(999);
    expect(budget.enter()).toEqual({ retryAfterMs: 1 });
    clock.advance(1);
    expect(budget.enter()).toEqual({ waitMs: 8_000 });
  });

  test("[SIG17] is whole again after a tenth of its period, and never more than whole", () => {
    const { budget, clock } = budgetWith();
    for (let i = 0; i < BURST; i++) budget.enter();
    clock.advance(HOUR_MS / 10 - INTERVAL_MS);
    expect(budget.waitMs).toBe(0);
    clock.advance(100 * HOUR_MS);
    for (let i = 0; i < BURST; i++) expect(budget.enter()).toEqual({ waitMs: 0 });
    expect(budget.enter()).toEqual({ waitMs: INTERVAL_MS });
  });

  test("[SIG17] takes a right code back, but not into more than it was", () => {
    const { budget, clock } = budgetWith();
    for (let i = 0; i < 10_000; i++) {
      expect(budget.enter()).toEqual({ waitMs: 0 });
      budget.refund();
    }
    clock.advance(HOUR_MS);
    for (let i = 0; i < 500; i++) budget.refund();
    for (let i = 0; i < BURST; i++) expect(budget.enter()).toEqual({ waitMs: 0 });
    expect(budget.enter()).toEqual({ waitMs: INTERVAL_MS });
  });

  test("[SIG17] tells how long the next try would wait, and how many codes were wrong", () => {
    const { budget } = budgetWith();
    for (let i = 0; i < BURST; i++) {
      expect(budget.waitMs).toBe(0);
      budget.enter();
      budget.missed();
    }
    expect(budget.waitMs).toBe(INTERVAL_MS);
    expect(budget.misses).toBe(BURST);
  });

  test("[SIG17] with a quota so small that a tenth of it is none, one may come at once", () => {
    const { budget } = budgetWith({ count: 2, periodMs: 60_000 });
    expect(budget.enter()).toEqual({ waitMs: 0 });
    expect(budget.enter()).toEqual({ retryAfterMs: 22_000 });
  });

  test("[SIG17] without a quota never waits", () => {
    const budget = new MissBudget(undefined, new FakeClock());
    for (let i = 0; i < 10_000; i++) expect(budget.enter()).toEqual({ waitMs: 0 });
    expect(budget.waitMs).toBe(0);
  });

  test(`[SIG17] in any hour an attacker with a thousand addresses tries no more than quota and burst, seed ${SEED}`, () => {
    const random = new SeededRandom(SEED);
    const { budget, clock } = budgetWith();
    const start = clock.now();
    const answeredAt: number[] = [];
    let refused = 0;
    /** When each address may try again; only every second one keeps to it after a refusal. */
    const freeAt = new Array<number>(1_000).fill(0);
    const hammer = (address: number) => {
      if ((freeAt[address] ?? 0) > clock.now()) return;
      const turn = budget.enter();
      const isRefused = "retryAfterMs" in turn;
      const untilMs = clock.now() + (isRefused ? turn.retryAfterMs : turn.waitMs);
      if (isRefused) refused++;
      else answeredAt.push(untilMs);
      freeAt[address] = isRefused && address % 2 === 1 ? 0 : untilMs;
    };
    while (clock.now() < start + 2 * HOUR_MS) {
      for (let i = 0; i < 20; i++) hammer(random.below(freeAt.length));
      clock.advance(random.below(500));
    }
    expect(refused).toBeGreaterThan(10_000);
    answeredAt.sort((a, b) => a - b);
    const busiest = mostWithin(HOUR_MS, answeredAt);
    expect(busiest).toBeLessThanOrEqual(QUOTA.count + BURST);
    expect(busiest).toBeGreaterThan(QUOTA.count); // it was hammered in earnest
    const inSecondHour = answeredAt.filter((at) => at >= start + HOUR_MS && at < start + 2 * HOUR_MS);
    expect(inSecondHour.length).toBeLessThanOrEqual(QUOTA.count + 1); // the burst is gone for good
  });
});
