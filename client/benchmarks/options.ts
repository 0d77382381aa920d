import { parseArgs } from "node:util";
import { wholeNumber } from "../../src/benchmarks/whole-number.ts";

/** What a run of the benchmark measures. */
export interface BenchmarkOptions {
  readonly rounds: number;
  readonly bytes: number;
}

const MIB = 1_048_576;
const MOST = 9_999;

/** Reads `--rounds N` and `--size MiB`. @throws on anything else */
export function parseOptions(args: readonly string[]): BenchmarkOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: "string", default: "5" },
      size: { type: "string", default: "256" },
    },
  });
  return {
    rounds: wholeNumber("--rounds", values.rounds, 1, MOST),
    bytes: wholeNumber("--size", values.size, 1, MOST) * MIB,
  };
}
