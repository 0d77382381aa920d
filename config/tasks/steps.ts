import { buildClient, isClientStale } from "./client-build.ts";
import { INTEROP_FOLDER } from "./interop-suite.ts";
import { BUN, type Outcome, run, say } from "./run.ts";
import { type Counts, type TestRun, testFiles } from "./test-run.ts";

/** Formatting, lint rules and import order. */
export const lint = () =>
  command(["node_modules/@biomejs/biome/bin/biome", "check", "--config-path=config/lint.json", "."]);

/** Types of every project. */
export const types = () => command(["node_modules/typescript/bin/tsc", "-b", "tsconfig.json"]);

/** The client in `client/dist`, up to date. */
export const client = async () => outcome(isClientStale() ? await buildClient() : { ok: true, output: "" });

/** Files of tests that need neither a browser nor a program from elsewhere, and are quick. */
export const unitFiles = (filter?: string): string[] =>
  testFiles("{src,config,client}/**/*.test.ts", filter).filter(
    (file) =>
      !file.startsWith("client/browser-tests/") && !file.startsWith(INTEROP_FOLDER) && !isSimulation(file),
  );

/** Files of tests that play many seeded courses of events through: too long to be run at every change. */
export const simulationFiles = (filter?: string): string[] =>
  testFiles("{src,client}/**/*.test.ts", filter).filter(isSimulation);

const isSimulation = (file: string) => file.includes("/simulations/");

/** Runs one step, prints its result in a line, and before it the output if it failed. */
export async function step(title: string, work: () => Promise<TestRun>): Promise<Counts> {
  const startedAt = performance.now();
  const { output, passed, failed, skipped } = await work();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (failed > 0 && output) say(output.trimEnd());
  say(`${title}: ${summary({ passed, failed, skipped })} (${seconds} s)`);
  return { passed, failed, skipped };
}

/** `N passed, N failed`, and the skipped ones if there are any. */
export function summary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

async function command([script = "", ...args]: string[]): Promise<TestRun> {
  return outcome(await run([BUN, "--bun", script, ...args]));
}

function outcome({ ok, output }: Outcome): TestRun {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, output };
}
