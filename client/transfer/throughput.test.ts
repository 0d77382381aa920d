import { expect, test } from "bun:test";
import { chartPath, NO_SPEEDS, Throughput } from "./throughput.ts";

test("[FLOW4] the chart has the speeds of the last minute, and knows the highest of all", () => {
  const throughput = new Throughput();
  throughput.add(0, 0);
  throughput.add(50, 500);
  for (let i = 2; i <= 130; i++) throughput.add(30 + i * 10, i * 500);
  const { samples, most } = throughput.speeds;
  expect(samples).toHaveLength(120);
  expect(samples.at(-1)).toBe(20);
  expect(Math.max(...samples)).toBe(20);
  expect(most).toBe(100);
});

test("[FLOW4] a pause is no sample", () => {
  const throughput = new Throughput();
  throughput.add(0, 0);
  throughput.add(10, 500);
  throughput.pause();
  throughput.add(10, 60_000);
  throughput.add(20, 60_500);
  expect(throughput.speeds.samples).toEqual([20, 20]);
});

test("[FLOW4] the line begins with the oldest sample and has the fastest at its top", () => {
  expect(chartPath(NO_SPEEDS, 100, 20)).toBe("");
  expect(chartPath({ samples: [5], most: 5 }, 100, 20)).toBe("");
  expect(chartPath({ samples: [5, 10, 0], most: 10 }, 100, 20)).toBe("M0 20L0 10L50 0L100 20L100 20Z");
});
