import { describe, expect, test } from "bun:test";
import { FakeClock } from "../testing/fake-clock.ts";
import { SeededRandom } from "../testing/seeded-random.ts";
import { settled } from "../testing/test-signaling.ts";
import { JoinQueue } from "./join-queue.ts";
import { MissBudget } from "./miss-budget.ts";

const SEED = 17;
const HOUR_MS = 3_600_000;
/** One try a second once the first twelve are used up. */
const QUOTA = { count: 120, periodMs: 120_000 };
const BURST = 12;
const MAX_WAIT_MS = 8_000;
const here = () => false;

function queueWith(quota = QUOTA, seed = SEED) {
  const clock = new FakeClock();
  const budget = new MissBudget(quota, clock);
  return { clock, budget, queue: new JoinQueue({ budget, clock, random: new SeededRandom(seed) }) };
}

/** A queue whose budget has nothing left for now. */
async function shortQueue() {
  const made = queueWith();
  for (let i = 0; i < BURST; i++) expect(await made.queue.enter(here)).toBe(0);
  return made;
}

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

describe("tries that wait", () => {
  test("[SIG17] get a turn in each interval, and are refused after 8 s", async () => {
    const { clock, queue } = await shortQueue();
    const answers: number[] = [];
    for (let i = 0; i < 10; i++) void queue.enter(here).then((waitMs) => answers.push(waitMs));
    const seen: number[] = [];
    for (let second = 1; second <= 8; second++) {
      clock.advance(999);
      await settled();
      seen.push(answers.length);
      clock.advance(1);
      await settled();
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(answers.slice(0, 7)).toEqual(Array(7).fill(0));
    expect(answers.slice(7).every((waitMs) => waitMs > 0)).toBe(true);
    expect(answers).toHaveLength(10);
    expect(queue.size).toBe(0);
  });

  test("[SIG17] whose connection closed take no turn from the others", async () => {
    const { clock, queue } = await shortQueue();
    const answers: string[] = [];
    for (let i = 0; i < 500; i++) void queue.enter(() => true).then(() => answers.push("gone"));
    void queue.enter(here).then((waitMs) => answers.push(`here ${waitMs}`));
    clock.advance(1_000);
    await settled();
    expect(answers).toContain("here 0");
  });

  test("[SIG17] are a thousand at the most", async () => {
    const { queue } = await shortQueue();
    for (let i = 0; i < 1_000; i++) void queue.enter(here);
    expect(await queue.enter(here)).toBe(MAX_WAIT_MS);
    expect(queue.size).toBe(1_000);
  });

  test("[SIG17] make room for others where their connection is gone", async () => {
    const { queue } = await shortQueue();
    for (let i = 0; i < 1_000; i++) void queue.enter(() => true);
    void queue.enter(here);
    expect(queue.size).toBe(1);
  });

  test("[SIG17] without a quota nobody waits", async () => {
    const clock = new FakeClock();
    const budget = new MissBudget(undefined, clock);
    const queue = new JoinQueue({ budget, clock, random: new SeededRandom(SEED) });
    for (let i = 0; i < 5_000; i++) expect(await queue.enter(here)).toBe(0);
  });

  test(`[SIG18] of one who never stops leave others their turns, seed ${SEED}`, async () => {
    const { clock, queue } = await shortQueue();
    const attackers = 10;
    let isOver = false;
    const hammer = async () => {
      while (!isOver) await queue.enter(() => isOver);
    };
    for (let i = 0; i < attackers; i++) void hammer();
    let admitted = 0;
    const honest = 200;
    for (let i = 0; i < honest; i++) {
      let answer: number | undefined;
      void queue.enter(here).then((waitMs) => {
        answer = waitMs;
      });
      while (answer === undefined) {
        clock.advance(500);
        await settled();
      }
      if (answer === 0) admitted++;
    }
    isOver = true;
    clock.advance(MAX_WAIT_MS);
    // Eight draws among eleven: 1 - (10 / 11) ** 8 = 53 %; five standard deviations are 35 of 200.
    expect(admitted).toBeGreaterThan(70);
  });

  test(`[SIG17] however many they are, in any hour no more than quota and burst are tried, seed ${SEED}`, async () => {
    const quota = { count: 1_200, periodMs: HOUR_MS };
    const { clock, queue } = queueWith(quota);
    const start = clock.now();
    const triedAt: number[] = [];
    let isOver = false;
    const hammer = async () => {
      while (!isOver) if ((await queue.enter(() => isOver)) === 0 && !isOver) triedAt.push(clock.now());
    };
    for (let i = 0; i < 60; i++) void hammer();
    while (clock.now() < start + 2 * HOUR_MS) {
      clock.advance(1_500);
      await settled();
    }
    isOver = true;
    clock.advance(MAX_WAIT_MS);
    const busiest = mostWithin(HOUR_MS, triedAt);
    expect(busiest).toBeLessThanOrEqual(quota.count * 1.1);
    expect(busiest).toBeGreaterThan(quota.count); // it was hammered in earnest
    const inSecondHour = triedAt.filter((at) => at >= start + HOUR_MS);
    expect(inSecondHour.length).toBeLessThanOrEqual(quota.count + 1); // the burst is gone for good
  });
});
