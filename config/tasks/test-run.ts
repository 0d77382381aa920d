import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./root.ts";
import { BUN, run, say } from "./run.ts";

/** How many tests ended how. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Counts and what was printed; the output is empty when it was shown as it came. */
export interface TestRun extends Counts {
  readonly output: string;
}

/** What may be chosen about a test run. */
export interface TestRunOptions {
  readonly flags?: readonly string[];
  readonly show?: boolean;
  /** Turns the command into the one that is really run. */
  readonly wrap?: (command: string[]) => string[];
}

/** For what hangs, and not for a busy machine; a later flag counts more. */
const HANG_GUARD = "--timeout=60000";

/** Test files that match the pattern and whose path contains `filter`, sorted. */
export function testFiles(pattern: string, filter = ""): string[] {
  return [...new Bun.Glob(pattern).scanSync({ cwd: ROOT })].filter((file) => file.includes(filter)).sort();
}

/** Runs test files with `bun test` and counts by its own report. */
export async function runTests(
  files: readonly string[],
  { flags = [], show = false, wrap = (command) => command }: TestRunOptions = {},
): Promise<TestRun> {
  // Without names, `bun test` would run every test there is.
  if (files.length === 0) return { passed: 0, failed: 1, skipped: 0, output: "No test files were found" };
  const folder = mkdtempSync(join(tmpdir(), "p2p-share-run-"));
  const report = join(folder, "junit.xml");
  try {
    const command = [
      BUN,
      "test",
      "--no-orphans",
      // Else Bun takes the build of Solid that is meant for servers, where no effect runs.
      "--conditions=browser",
      "--reporter=junit",
      `--reporter-outfile=${report}`,
      HANG_GUARD,
      ...flags,
      ...files.map((file) => `./${file}`),
    ];
    // Whatever the tests leave behind when they crash goes with the folder.
    const { ok, output } = await run(wrap(command), { show, env: { TMPDIR: folder } });
    return { ...counts(report, ok), output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Files that match none of the patterns, and then those that match the first one, the second one, and so on. */
export function grouped(files: readonly string[], patterns: readonly RegExp[]): string[][] {
  const isOther = (file: string) => !patterns.some((pattern) => pattern.test(file));
  return [files.filter(isOther), ...patterns.map((pattern) => files.filter((file) => pattern.test(file)))];
}

/** Runs groups of test files beside each other; of all but the first, what they print comes when they end. */
export async function runBeside(
  groups: readonly (readonly string[])[],
  options: Omit<TestRunOptions, "show">,
): Promise<TestRun> {
  const [first = [], ...later] = groups.filter(({ length }) => length > 0);
  const runs = await Promise.all([
    runTests(first, { ...options, show: true }),
    ...later.map(async (files) => {
      const run = await runTests(files, options);
      say(run.output.trimEnd());
      return run;
    }),
  ]);
  return { ...total(runs), output: "" };
}

/** Adds results up. */
export function total(all: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => all.reduce((before, counts) => before + counts[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

function counts(report: string, ok: boolean): Counts {
  const summary = /<testsuites [^>]*>/.exec(textOf(report))?.[0] ?? "";
  const number = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(summary)?.[1] ?? 0);
  const [failures, skipped] = [number("failures"), number("skipped")];
  const passed = number("tests") - failures - skipped;
  // A crash, or a file that cannot be loaded, fails the run without a failed test.
  return { passed, skipped, failed: ok ? failures : Math.max(failures, 1) };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
