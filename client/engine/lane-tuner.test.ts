import { expect, test } from "bun:test";
import { SeededRandom } from "../../src/testing/seeded-random.ts";
import { LaneTuner } from "./lane-tuner.ts";

const STEP_MS = 250;

/** How fast so many lanes are, in bytes per second. */
type Link = (lanes: number) => number;

/** Plays a transfer through. @returns the number of lanes over time, every 250 ms */
function play(tuner: LaneTuner, link: Link, seconds: number, heldUp = true): number[] {
  const lanesOverTime: number[] = [];
  let lanes = 1;
  let leftBytes = 0;
  for (let now = 0; now < seconds * 1_000; now += STEP_MS) {
    leftBytes += (link(lanes) * STEP_MS) / 1_000;
    lanes = tuner.add({ now, leftBytes, lanes, heldUp });
    lanesOverTime.push(lanes);
  }
  return lanesOverTime;
}

test.each<[string, Link, number]>([
  ["grows with every lane, to the limit", (lanes) => lanes * 4e6, 4],
  ["does not grow, to the limit: they cost nothing", () => 10e6, 4],
  ["sinks with more lanes, to one lane", (lanes) => 40e6 / lanes, 1],
])("[XFER15] a speed that %s, leads there within 8 s and stays", (_, link, lanes) => {
  const overTime = play(new LaneTuner(4), link, 20);
  expect(new Set(overTime.slice(32))).toEqual(new Set([lanes]));
});

test("[XFER15] of many lanes the fewer ones are kept where they are clearly faster", () => {
  const overTime = play(new LaneTuner(8), (lanes) => (lanes > 4 ? 12e6 : lanes * 5e6), 20);
  expect(new Set(overTime.slice(32))).toEqual(new Set([4]));
});

test("[XFER15] more lanes are tried again after a while: the path may be another one", () => {
  let isBetter = false;
  const tuner = new LaneTuner(4);
  expect(play(tuner, (lanes) => (isBetter ? lanes * 10e6 : 40e6 / lanes), 20).at(-1)).toBe(1);
  isBetter = true;
  let lanes = 1;
  let leftBytes = 1e9;
  for (let now = 20_000; now < 60_000; now += STEP_MS) {
    leftBytes += (lanes * 10e6 * STEP_MS) / 1_000;
    lanes = tuner.add({ now, leftBytes, lanes, heldUp: true });
  }
  expect(lanes).toBe(4);
});

test("[XFER15] on a slow path all lanes are used, and its noise drives none away", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = new SeededRandom(seed * 13);
    const overTime = play(new LaneTuner(4), (lanes) => lanes * (1e5 + random.below(5e5)), 30);
    expect(new Set(overTime.slice(24))).toEqual(new Set([4]));
  }
});

test("[XFER15] lanes that wait for the disk or the receiver are enough", () => {
  expect(new Set(play(new LaneTuner(4), (lanes) => lanes * 1e6, 10, false))).toEqual(new Set([1]));
});

test("[XFER15] never more lanes than the limit, and never less than one, however the speed jumps", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const random = new SeededRandom(seed);
    const limit = 1 + random.below(8);
    const overTime = play(new LaneTuner(limit), () => random.below(20e6), 60);
    expect(Math.min(...overTime)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...overTime)).toBeLessThanOrEqual(limit);
  }
});

test("[XFER15] noise of a fifth does not make lanes come and go", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = new SeededRandom(seed * 101);
    const overTime = play(new LaneTuner(4), (lanes) => lanes * 4e6 * (0.9 + random.below(200) / 1_000), 30);
    const changes = overTime.filter((lanes, i) => i > 0 && lanes !== overTime[i - 1]).length;
    expect(changes).toBeLessThanOrEqual(8);
    expect(overTime.at(-1)).toBeGreaterThanOrEqual(3);
  }
});
