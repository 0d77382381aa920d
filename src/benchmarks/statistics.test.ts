import { describe, expect, test } from "bun:test";
import { largest, median, percentile } from "./statistics.ts";

const ONE_TO_HUNDRED = Array.from({ length: 100 }, (_, index) => 100 - index);

describe("statistics", () => {
  test.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
    [[], Number.NaN],
  ])("[BENCH1] the median of %p is %p", (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  test.each([
    [0.5, 50],
    [0.99, 99],
    [0.991, 100],
    [1, 100],
  ])("[BENCH1] the percentile %p is by nearest rank", (share, expected) => {
    expect(percentile(ONE_TO_HUNDRED, share)).toBe(expected);
  });

  test("[BENCH1] the largest value and the percentile of nothing are NaN", () => {
    expect([largest([2, 11, 3]), largest([]), percentile([], 0.5)]).toEqual([11, Number.NaN, Number.NaN]);
  });
});
