import { describe, expect, test } from "bun:test";
import { planLoad, split } from "./plan.ts";

const AMPLE = { openFiles: Number.POSITIVE_INFINITY, ephemeralPorts: 28_232 };

describe("the plan", () => {
  test("[BENCH1] sessions are spread over processes of at most 10,000 sockets", () => {
    expect(planLoad(10_000, AMPLE)).toEqual({ sessions: 10_000, shares: [5_000, 5_000] });
    expect(planLoad(500, AMPLE)).toEqual({ sessions: 500, shares: [500] });
  });

  test("[BENCH1] too low a limit for open files means fewer sessions, with the reason", () => {
    const { sessions, reduced } = planLoad(10_000, { ...AMPLE, openFiles: 20_000 });
    expect(sessions).toBe(9_968);
    expect(reduced).toBe("the hard limit for open files here is 20,000");
  });

  test("[BENCH1] each process stays within the limit for open files", () => {
    const { sessions, shares } = planLoad(10_000, { ...AMPLE, openFiles: 1_024 });
    expect(sessions).toBe(480);
    expect(shares).toEqual([480]);
  });

  test("[BENCH1] too few ports mean fewer sessions, with the reason", () => {
    const { sessions, reduced } = planLoad(20_000, AMPLE);
    expect(sessions).toBe(14_084);
    expect(reduced).toContain("28,232 ephemeral ports");
  });

  test("[BENCH1] no room at all is an error", () => {
    expect(() => planLoad(1, { ...AMPLE, openFiles: 65 })).toThrow("no room");
  });

  test("[BENCH1] nothing is lost when a number is split", () => {
    expect(split(10, 3)).toEqual([3, 3, 4]);
    expect(split(9, 1)).toEqual([9]);
  });
});
