import { expect, test } from "bun:test";
import { formatBytes, formatCountdown, formatPercent, formatTimeLeft } from "./format.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1 kB"],
  [1_450, "1.5 kB"],
  [999_499, "999 kB"],
  [999_600, "1 MB"],
  [33_554_432, "33.6 MB"],
  [268_435_456, "268 MB"],
  [1_100_000_000, "1.1 GB"],
  [5e15, "5,000 TB"],
])("%p bytes are %s", (bytes, shown) => {
  expect(formatBytes(bytes)).toBe(shown.replace(" ", "\u00a0"));
});

test.each([
  [0, "0 s"],
  [11_200, "12 s"],
  [59_500, "about 1 min"],
  [130_000, "about 2 min"],
  [5_400_000, "about 1.5 h"],
])("%p ms are %s", (ms, shown) => {
  expect(formatTimeLeft(ms)).toBe(shown);
});

test("a countdown ends at nought", () => {
  expect([272_000, 59_001, 1, -5].map(formatCountdown)).toEqual(["4:32", "1:00", "0:01", "0:00"]);
});

test("a percent is 100 only when everything is there", () => {
  expect([0, 0.999, 1].map(formatPercent)).toEqual(["0 %", "99 %", "100 %"]);
});
