import { parseArgs } from "node:util";
import { wholeNumber } from "../whole-number.ts";

/** What a run of the benchmark is asked for. */
export interface BenchmarkOptions {
  readonly rounds: number;
  /** Length of one measurement. */
  readonly seconds: number;
}

const MAX_ROUNDS = 20;
const MAX_SECONDS = 30;

/** Reads `--rounds N` and `--seconds N`. @throws on anything else */
export function parseOptions(args: readonly string[]): BenchmarkOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "4" },
    },
  });
  return {
    rounds: wholeNumber("--rounds", values.rounds, 1, MAX_ROUNDS),
    seconds: wholeNumber("--seconds", values.seconds, 1, MAX_SECONDS),
  };
}
