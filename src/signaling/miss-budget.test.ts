import { describe, expect, test } from "bun:test";
import { FakeClock } from "../testing/fake-clock.ts";
import { MissBudget } from "./miss-budget.ts";

const HOUR_MS = 3_600_000;
const QUOTA = { count: 1_200, periodMs: HOUR_MS };
const INTERVAL_MS = 3_000;
const BURST = 120;

const budgetWith = (quota = QUOTA, clock = new FakeClock()) => ({
  clock,
  budget: new MissBudget(quota, clock),
});

describe("the budget of wrong codes", () => {
  test("[SIG17] lets a tenth come at once, then one in each interval", () => {
    const { budget, clock } = budgetWith();
    for (let i = 0; i < BURST; i++) expect(budget.pay()).toBe(0);
    for (let i = 0; i < 1_000; i++) expect(budget.pay()).toBe(INTERVAL_MS); // refused ones cost nothing
    clock.advance(INTERVAL_MS - 1);
    expect(budget.pay()).toBe(1);
    clock.advance(1);
    expect(budget.pay()).toBe(0);
    expect(budget.pay()).toBe(INTERVAL_MS);
  });

  test("[SIG17] is whole again after a tenth of its period, and never more than whole", () => {
    const { budget, clock } = budgetWith();
    for (let i = 0; i < BURST; i++) budget.pay();
    clock.advance(HOUR_MS / 10 - INTERVAL_MS);
    expect(budget.waitMs).toBe(0);
    clock.advance(100 * HOUR_MS);
    for (let i = 0; i < BURST; i++) expect(budget.pay()).toBe(0);
    expect(budget.pay()).toBe(INTERVAL_MS);
  });

  test("[SIG17] takes a right code back, but not into more than it was", () => {
    const { budget, clock } = budgetWith();
    for (let i = 0; i < 10_000; i++) {
      expect(budget.pay()).toBe(0);
      budget.refund();
    }
    clock.advance(HOUR_MS);
    for (let i = 0; i < 500; i++) budget.refund();
    for (let i = 0; i < BURST; i++) expect(budget.pay()).toBe(0);
    expect(budget.pay()).toBe(INTERVAL_MS);
  });

  test("[SIG17] tells how long the next try would wait, and how many codes were wrong", () => {
    const { budget } = budgetWith();
    for (let i = 0; i < BURST; i++) {
      expect(budget.waitMs).toBe(0);
      budget.pay();
      budget.missed();
    }
    expect(budget.waitMs).toBe(INTERVAL_MS);
    expect(budget.misses).toBe(BURST);
  });

  test("[SIG17] with a quota so small that a tenth of it is none, one may come at once", () => {
    const { budget } = budgetWith({ count: 2, periodMs: 60_000 });
    expect(budget.pay()).toBe(0);
    expect(budget.pay()).toBe(30_000);
  });

  test("[SIG17] without a quota never waits", () => {
    const budget = new MissBudget(undefined, new FakeClock());
    for (let i = 0; i < 10_000; i++) expect(budget.pay()).toBe(0);
    expect(budget.waitMs).toBe(0);
  });
});
