import { describe, expect, test } from "bun:test";
import { parseOptions, parseSectionOptions } from "./options.ts";

const NAMES = ["lan", "loss", "small"] as const;
const MIB = 1_048_576;

describe("options", () => {
  test("[BENCH1] without options the full run is measured", () => {
    expect(parseOptions([])).toEqual({ rounds: 5, bytes: 256 * MIB });
    expect(parseSectionOptions([], NAMES)).toEqual({ rounds: undefined, bytes: undefined, only: NAMES });
  });

  test("[BENCH1] rounds, size and sections can be chosen", () => {
    expect(parseOptions(["--rounds", "2", "--size=16"])).toEqual({ rounds: 2, bytes: 16 * MIB });
    expect(parseSectionOptions(["--only", "small,lan", "--rounds=1", "--size=2"], NAMES)).toEqual({
      rounds: 1,
      bytes: 2 * MIB,
      only: ["lan", "small"],
    });
  });

  test.each([[["--rounds", "0"]], [["--size", "1.5"]], [["--only", "lan,far"]], [["--only", ""]], [["4"]]])(
    "[BENCH1] %p is refused",
    (args) => {
      expect(() => parseSectionOptions(args, NAMES)).toThrow();
    },
  );
});
