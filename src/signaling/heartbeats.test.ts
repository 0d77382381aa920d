import { describe, expect, test } from "bun:test";
import { MISSED_HEARTBEATS } from "#protocol/signaling/heartbeat.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { SeededRandom } from "../testing/seeded-random.ts";
import { type Heard, Heartbeats } from "./heartbeats.ts";

const SEED = 4_000;
const INTERVAL_MS = 30_000;
const LIMIT_MS = INTERVAL_MS * MISSED_HEARTBEATS;
const SWEEP_MS = 1_000;

/** Counts how often somebody asks when it was heard. */
class Browser implements Heard {
  looks = 0;
  #heardAt: number;

  constructor(heardAt: number) {
    this.#heardAt = heardAt;
  }

  get heardAt(): number {
    this.looks++;
    return this.#heardAt;
  }

  hear(at: number): void {
    this.#heardAt = at;
  }
}

describe("silence", () => {
  test.each([0, 1, 499, 999])(
    "[SIG10] is found to the millisecond where sweeps begin %d ms into a second",
    (phase) => {
      const clock = new FakeClock(1_000_000 + phase);
      const watched = new Heartbeats<Browser>(INTERVAL_MS, clock);
      const browser = new Browser(clock.now());
      watched.add(browser);
      clock.advance(LIMIT_MS - 1);
      expect(watched.sweep()).toEqual([]);
      clock.advance(1);
      expect(watched.sweep()).toEqual([browser]);
      expect(watched.sweep()).toEqual([]);
      expect(watched.size).toBe(0);
    },
  );

  test("[SIG10] a word at the last moment starts it anew", () => {
    const clock = new FakeClock();
    const watched = new Heartbeats<Browser>(INTERVAL_MS, clock);
    const browser = new Browser(clock.now());
    watched.add(browser);
    clock.advance(LIMIT_MS - 1);
    browser.hear(clock.now());
    clock.advance(LIMIT_MS - 1);
    expect(watched.sweep()).toEqual([]);
    clock.advance(1);
    expect(watched.sweep()).toEqual([browser]);
  });

  test("[SIG10] who is gone already is not found, and who came back is", () => {
    const clock = new FakeClock();
    const watched = new Heartbeats<Browser>(INTERVAL_MS, clock);
    const browser = new Browser(clock.now());
    watched.add(browser);
    watched.delete(browser);
    watched.delete(browser);
    clock.advance(LIMIT_MS);
    expect(watched.sweep()).toEqual([]);
    browser.hear(clock.now());
    watched.add(browser);
    expect([...watched.all()]).toEqual([browser]);
    clock.advance(LIMIT_MS);
    expect(watched.sweep()).toEqual([browser]);
  });

  test("[SIG10] a machine that slept finds everybody at once", () => {
    const clock = new FakeClock();
    const watched = new Heartbeats<Browser>(INTERVAL_MS, clock);
    for (let i = 0; i < 100; i++) watched.add(new Browser(clock.now() + i * 100));
    clock.advance(3_600_000);
    expect(watched.sweep()).toHaveLength(100);
    expect(watched.size).toBe(0);
  });

  test(`[SIG10] with random activity nobody is found early or more than a second late, seed ${SEED}`, () => {
    const random = new SeededRandom(SEED);
    const clock = new FakeClock(1_000_777);
    const watched = new Heartbeats<Browser>(INTERVAL_MS, clock);
    const heardAt = new Map<Browser, number>();
    /** Somebody comes, speaks or goes. */
    const act = (choice: number) => {
      const browser = choice < 3 ? new Browser(clock.now()) : random.pick([...heardAt.keys()]);
      if (choice < 3) watched.add(browser);
      browser.hear(clock.now());
      heardAt.set(browser, clock.now());
      if (choice !== 40) return;
      watched.delete(browser);
      heardAt.delete(browser);
    };
    let found = 0;
    let nextSweep = clock.now() + SWEEP_MS;
    act(0);
    for (let step = 0; step < 20_000; step++) {
      const choice = random.below(100);
      if (choice <= 40 && heardAt.size > 0) act(choice);
      clock.advance(random.below(300));
      if (clock.now() < nextSweep) continue;
      nextSweep += SWEEP_MS;
      for (const browser of watched.sweep()) {
        const silentMs = clock.now() - (heardAt.get(browser) ?? Number.NaN);
        expect(silentMs).toBeGreaterThanOrEqual(LIMIT_MS);
        expect(silentMs).toBeLessThan(LIMIT_MS + SWEEP_MS + 300); // 300: this test's sweeps come that late
        heardAt.delete(browser);
        found++;
      }
      expect(watched.size).toBe(heardAt.size);
    }
    expect(found).toBeGreaterThan(100);
    clock.advance(LIMIT_MS);
    expect(watched.sweep()).toHaveLength(heardAt.size);
    expect(watched.size).toBe(0);
  });

  test("[SIG10] 10,000 browsers that ping cost no more than two looks each in three intervals", () => {
    const clock = new FakeClock();
    const watched = new Heartbeats<Browser>(INTERVAL_MS, clock);
    const browsers = Array.from({ length: 10_000 }, (_, i) => new Browser(clock.now() + i * 3));
    for (const browser of browsers) watched.add(browser);
    for (const browser of browsers) browser.looks = 0;
    for (let second = 1; second <= (4 * LIMIT_MS) / 1_000; second++) {
      clock.advance(1_000);
      const pinging = browsers.slice((second % 30) * 334, (second % 30) * 334 + 334);
      for (const browser of pinging) browser.hear(clock.now());
      expect(watched.sweep()).toEqual([]);
    }
    // One visit asks twice: whether it is silent, and where it belongs from now on.
    const visits = browsers.map(({ looks }) => looks / 2);
    expect(Math.max(...visits)).toBeLessThanOrEqual(2 * 4);
    expect(visits.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(1.5 * 4 * browsers.length);
    clock.advance(LIMIT_MS);
    expect(watched.sweep()).toHaveLength(browsers.length);
    expect(watched.size).toBe(0);
  });
});
