import { parseArgs } from "node:util";

/** What a run of the benchmark measures. */
export interface BenchmarkOptions {
  readonly rounds: number;
  readonly bytes: number;
}

const MIB = 1_048_576;

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
    rounds: wholeNumber("--rounds", values.rounds),
    bytes: wholeNumber("--size", values.size) * MIB,
  };
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new Error(`${option} takes a whole number from 1 to 9999, not ${text}`);
  return Number(text);
}
