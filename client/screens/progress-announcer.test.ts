import { expect, test } from "bun:test";
import { ProgressAnnouncer } from "./progress-announcer.ts";

const TICK_MS = 500;

/** What is said of a transfer that takes so long, with the second in which it is said. */
function saidOf(seconds: number, partAt = (second: number) => second / seconds): [number, number][] {
  const announcer = new ProgressAnnouncer();
  const said: [number, number][] = [];
  for (let now = 0; now <= seconds * 1_000; now += TICK_MS) {
    const percent = announcer.update(partAt(now / 1_000), now);
    if (percent !== undefined) said.push([now / 1_000, percent]);
  }
  return said;
}

test("[FLOW8] the quarters are said as they are reached", () => {
  expect(saidOf(40)).toEqual([
    [10, 25],
    [20, 50],
    [30, 75],
  ]);
});

test("[FLOW8] a slow transfer is told of every fifteen seconds", () => {
  const said = saidOf(600);
  const pauses = said.slice(1).map(([second], i) => second - (said[i]?.[0] ?? 0));
  expect(Math.max(...pauses)).toBeLessThanOrEqual(15);
  expect(said.length).toBeLessThan(45);
});

test("[FLOW8] a transfer of two seconds says nothing on its way", () => {
  expect(saidOf(2)).toEqual([]);
});

test("[FLOW8] where nothing arrives, nothing is said", () => {
  expect(saidOf(120, (second) => Math.min(0.1, second / 100))).toEqual([[15, 10]]);
});

test("[FLOW8] more files than before are counted from there", () => {
  const said = saidOf(60, (second) => (second < 20 ? second / 25 : (second - 20) / 40));
  expect(said.map(([, percent]) => percent)).toEqual([26, 50, 76, 25, 50, 75]);
});
