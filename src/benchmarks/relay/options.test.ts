import { describe, expect, test } from "bun:test";
import { parseOptions } from "./options.ts";

describe("options", () => {
  test("[BENCH1] without options the full run is measured", () => {
    expect(parseOptions([])).toEqual({ rounds: 5, seconds: 4 });
  });

  test("[BENCH1] both numbers can be chosen", () => {
    expect(parseOptions(["--rounds", "1", "--seconds=2"])).toEqual({ rounds: 1, seconds: 2 });
  });

  test.each([[["--rounds", "0"]], [["--seconds", "31"]], [["--seconds"]], [["--sessions", "500"]], [["4"]]])(
    "[BENCH1] %p is refused",
    (args) => {
      expect(() => parseOptions(args)).toThrow();
    },
  );
});
