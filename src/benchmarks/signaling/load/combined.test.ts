import { expect, test } from "bun:test";
import { combined } from "./combined.ts";

test("[BENCH1] reports are added up, and the first problem is kept", () => {
  const reports = [
    { succeeded: 3, failed: 0, latenciesMs: [1, 2], latestMs: 4 },
    { succeeded: 1, failed: 2, problem: "closed", latenciesMs: [3], latestMs: 1 },
    { succeeded: 1, failed: 1, problem: "refused" },
  ];
  expect(combined(reports)).toEqual({
    succeeded: 5,
    failed: 3,
    problem: "closed",
    latenciesMs: [1, 2, 3],
    latestMs: 4,
  });
});
