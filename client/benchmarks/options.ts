import { parseArgs } from "node:util";
import { MIB } from "../../src/benchmarks/table.ts";
import { wholeNumber } from "../../src/benchmarks/whole-number.ts";

/** What a run of the benchmark measures. */
export interface BenchmarkOptions {
  readonly rounds: number;
  readonly bytes: number;
}

/** What a run with several sections measures. */
export interface SectionOptions<Name extends string> {
  /** Undefined: each section's own number. */
  readonly rounds: number | undefined;
  /** Undefined: each section's own size. */
  readonly bytes: number | undefined;
  /** In the order in which they are run. */
  readonly only: readonly Name[];
}

const MOST = 9_999;
const text = { type: "string" } as const;

/** Reads `--rounds N` and `--size MiB`. @throws on anything else */
export function parseOptions(args: readonly string[]): BenchmarkOptions {
  const { values } = parseArgs({ args: [...args], options: { rounds: text, size: text } });
  return { rounds: roundsOf(values.rounds) ?? 5, bytes: bytesOf(values.size) ?? 256 * MIB };
}

/** Reads `--rounds N`, `--size MiB` and `--only NAME,NAME`. @throws on anything else */
export function parseSectionOptions<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
): SectionOptions<Name> {
  const { values } = parseArgs({ args: [...args], options: { rounds: text, size: text, only: text } });
  const wanted = values.only?.split(",") ?? names;
  const unknown = wanted.find((name) => !names.some((known) => known === name));
  if (unknown !== undefined) throw new Error(`--only takes ${names.join(",")}, not ${unknown}`);
  return {
    rounds: roundsOf(values.rounds),
    bytes: bytesOf(values.size),
    only: names.filter((name) => wanted.includes(name)),
  };
}

function roundsOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : wholeNumber("--rounds", value, 1, MOST);
}

function bytesOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : wholeNumber("--size", value, 1, MOST) * MIB;
}
