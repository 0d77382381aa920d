import { describe, expect, test } from "bun:test";
import { parseOptions } from "./options.ts";

describe("options", () => {
  test("[BENCH1] without options the full run is measured", () => {
    expect(parseOptions([])).toEqual({ rounds: 3, sessions: 10_000 });
  });

  test("[BENCH1] both numbers can be chosen", () => {
    expect(parseOptions(["--rounds", "1", "--sessions=500"])).toEqual({ rounds: 1, sessions: 500 });
  });

  test.each([
    [["--rounds", "0"]],
    [["--rounds", "21"]],
    [["--sessions", "99"]],
    [["--sessions", "1e3"]],
    [["--sessions", "100001"]],
    [["--sessions"]],
    [["--speed", "1"]],
    [["500"]],
  ])("[BENCH1] %p is refused", (args) => {
    expect(() => parseOptions(args)).toThrow();
  });
});
