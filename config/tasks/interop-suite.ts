import { installMissing } from "./debian-packages.ts";
import { isolate } from "./isolated-network.ts";
import {
  AVAHI,
  AVAHI_RESOLVE,
  CERTUTIL,
  COTURN,
  DBUS,
  IP,
  OPENSSL,
  PROMETHEUS,
  SYSTEMD_ANALYZE,
  ZBARIMG,
} from "./programs.ts";
import { say } from "./run.ts";
import { grouped, runBeside, runTests, type TestRun, testFiles, total } from "./test-run.ts";

const FLAGS = ["--timeout=120000"];

/** On a busy machine coturn's client itself loses messages over TLS, so nothing runs beside these. */
const BY_ITS_CLIENT = /\/(product|uclient)\.test\.ts$/;

/** One core is busy with these; the comparisons with coturn's server, which mostly wait, run beside them. */
const FUZZ = /-fuzz\.test\.ts$/;

/** Where tests against programs that nobody here wrote are, apart from browsers. */
export const INTEROP_FOLDER = "src/interop-tests/";

/** Their files. */
export const interopFiles = (filter?: string): string[] => testFiles(`${INTEROP_FOLDER}**/*.test.ts`, filter);

/** Where those are that need a network of their own. */
const LAN_FOLDER = `${INTEROP_FOLDER}lan/`;

/** Runs test files that need programs from elsewhere, or says loudly why they are skipped. */
export async function runInteropTests(files: readonly string[]): Promise<TestRun> {
  const isOfLan = (file: string) => file.startsWith(LAN_FOLDER);
  const runs = [
    await runHere(files.filter((file) => !isOfLan(file))),
    await runIsolated(files.filter(isOfLan)),
  ];
  return { ...total(runs), output: "" };
}

async function runHere(files: readonly string[]): Promise<TestRun> {
  if (files.length === 0) return NOTHING;
  const missing = await installMissing([COTURN, PROMETHEUS, ZBARIMG, SYSTEMD_ANALYZE, OPENSSL, CERTUTIL]);
  if (missing) return skipped(missing);
  const [others = [], byItsClient = []] = grouped(files, [BY_ITS_CLIENT]);
  const runs: TestRun[] = [];
  for (const groups of [[byItsClient], grouped(others, [FUZZ])])
    if (groups.flat().length > 0) runs.push(await runBeside(groups, { flags: FLAGS }));
  return { ...total(runs), output: "" };
}

async function runIsolated(files: readonly string[]): Promise<TestRun> {
  if (files.length === 0) return NOTHING;
  const missing = await installMissing([IP, DBUS, AVAHI, AVAHI_RESOLVE]);
  if (missing) return skipped(missing);
  const probe = isolate([]);
  if (!probe.isolated) return skipped(probe.reason);
  return runTests(files, { flags: FLAGS, show: true, wrap: (command) => [...probe.command, ...command] });
}

const NOTHING: TestRun = { passed: 0, failed: 0, skipped: 0, output: "" };

function skipped(reason: string): TestRun {
  say(`\n*** INTEROP TESTS SKIPPED: ${reason} ***\n`);
  return { ...NOTHING, skipped: 1 };
}
