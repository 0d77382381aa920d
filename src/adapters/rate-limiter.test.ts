import { afterEach, beforeEach, expect, setSystemTime, test } from "bun:test";
import { memoryRateLimiter } from "./rate-limiter.ts";

const PERIOD_MS = 10_000;
const START = new Date(1_000_000);

const limiter = (count = 3) => memoryRateLimiter({ count, periodMs: PERIOD_MS });
const pass = (ms: number) => void setSystemTime(new Date(Date.now() + ms));

beforeEach(() => void setSystemTime(START));
afterEach(() => void setSystemTime());

test("[SIG16] a key has its quota, then learns how long its period still lasts", async () => {
  const limit = limiter();
  for (let i = 0; i < 3; i++) expect(await limit.take("a")).toBe(0);
  expect(await limit.take("a")).toBe(PERIOD_MS);
  pass(PERIOD_MS - 1);
  expect(await limit.take("a")).toBe(1);
  pass(1);
  expect(await limit.take("a")).toBe(0);
});

test("[SIG16] several uses at once count as many, and are refused where not all of them fit", async () => {
  const limit = limiter(10);
  expect(await limit.take("a", 6)).toBe(0);
  expect(await limit.take("a", 5)).toBe(PERIOD_MS);
  pass(PERIOD_MS);
  expect(await limit.take("a", 10)).toBe(0);
  expect(await limit.take("a")).toBe(PERIOD_MS);
});

test("[SIG16] keys and limiters do not share", async () => {
  const [one, two] = [limiter(1), limiter(1)];
  expect([await one.take("a"), await one.take("b"), await two.take("a")]).toEqual([0, 0, 0]);
  expect(await one.take("a")).toBeGreaterThan(0);
});

test("[SIG16] to go on while refused makes the period no longer", async () => {
  const limit = limiter();
  for (let i = 0; i < 500; i++) {
    await limit.take("a");
    pass(10);
  }
  expect(await limit.take("a")).toBe(PERIOD_MS - 5_000);
  pass(PERIOD_MS - 5_000);
  for (let i = 0; i < 3; i++) expect(await limit.take("a")).toBe(0);
});

test("[SIG16] a use that is given back can be taken again, once", async () => {
  const limit = limiter();
  for (let i = 0; i < 3; i++) await limit.take("a");
  await limit.giveBack("a");
  expect(await limit.take("a")).toBe(0);
  expect(await limit.take("a")).toBe(PERIOD_MS);
});

test("[SIG16] a use that is given back after its period adds nothing to the quota", async () => {
  const limit = memoryRateLimiter({ count: 2, periodMs: PERIOD_MS });
  await limit.take("late");
  pass(PERIOD_MS);
  await limit.giveBack("late");
  expect([await limit.take("late"), await limit.take("late")]).toEqual([0, 0]);
  expect(await limit.take("late")).toBe(PERIOD_MS);
});
