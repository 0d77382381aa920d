import { expect, test } from "bun:test";
import { FakeClock } from "../testing/fake-clock.ts";
import { Coalescing } from "./coalescing.ts";

/** Ends turns, `apartMs` after each other. @returns rests that were taken, in ms */
function restsOf(turns: readonly number[], apartMs: number): number[] {
  const clock = new FakeClock();
  const rests: number[] = [];
  const coalescing = new Coalescing({ clock, rest: (ms) => void rests.push(ms) });
  for (const datagrams of turns) {
    coalescing.turnEnded(datagrams);
    clock.advance(apartMs);
  }
  return rests;
}

test("[TURN51] small turns that follow each other closely let datagrams gather for 0.4 ms", () => {
  expect(restsOf([1, 1, 3, 11], 1)).toEqual([0.4, 0.4, 0.4]);
});

test("[TURN51] large turns are not held up, and neither is what comes now and then", () => {
  expect(restsOf([12, 12, 64, 256], 0)).toEqual([]);
  expect(restsOf([1, 1, 1], 2)).toEqual([]);
});
