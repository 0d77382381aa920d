import { parseArgs } from "node:util";
import { wholeNumber } from "../whole-number.ts";

/** What a run of the benchmark is asked for. */
export interface BenchmarkOptions {
  readonly rounds: number;
  /** Sessions at the same time, of two sockets each. */
  readonly sessions: number;
}

const MAX_ROUNDS = 20;

/** With fewer, a session would be asked to relay again before its last signal has arrived. */
const MIN_SESSIONS = 100;
const MAX_SESSIONS = 100_000;

/** Reads `--rounds N` and `--sessions N`. @throws on anything else */
export function parseOptions(args: readonly string[]): BenchmarkOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: "string", default: "3" },
      sessions: { type: "string", default: "10000" },
    },
  });
  return {
    rounds: wholeNumber("--rounds", values.rounds, 1, MAX_ROUNDS),
    sessions: wholeNumber("--sessions", values.sessions, MIN_SESSIONS, MAX_SESSIONS),
  };
}
