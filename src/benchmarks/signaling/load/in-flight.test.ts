import { expect, test } from "bun:test";
import { eachInFlight } from "./in-flight.ts";

test("[BENCH1] no more than the allowed number is under way, and none is left out", async () => {
  let underWay = 0;
  let most = 0;
  const done: number[] = [];
  const report = await eachInFlight([1, 2, 3, 4, 5], 2, async (item) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await Promise.resolve();
    underWay -= 1;
    done.push(item);
  });
  expect(report).toEqual({ succeeded: 5, failed: 0 });
  expect([most, done.sort()]).toEqual([2, [1, 2, 3, 4, 5]]);
});

test("[BENCH1] what fails is counted, with the first reason", async () => {
  const report = await eachInFlight([1, 2, 3], 1, async (item) => {
    if (item > 1) throw new Error(`no ${item}`);
  });
  expect(report).toEqual({ succeeded: 1, failed: 2, problem: "Error: no 2" });
});
