import { installMissing } from "./debian-packages.ts";
import { COTURN } from "./programs.ts";
import { say } from "./run.ts";
import { runTests, type TestRun, testFiles } from "./test-run.ts";

const FLAGS = ["--timeout=120000"];

/** Where tests of the relay against programs that nobody here wrote are. */
export const INTEROP_FOLDER = "src/interop-tests/";

/** Their files. */
export const interopFiles = (filter?: string): string[] => testFiles(`${INTEROP_FOLDER}**/*.test.ts`, filter);

/** Runs test files that need coturn, or says loudly why they are skipped. */
export async function runInteropTests(files: readonly string[]): Promise<TestRun> {
  const missing = await installMissing([COTURN]);
  if (missing) {
    say(`\n*** INTEROP TESTS SKIPPED: ${missing} ***\n`);
    return { passed: 0, failed: 0, skipped: 1, output: "" };
  }
  return runTests(files, { flags: FLAGS, show: true });
}
