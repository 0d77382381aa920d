import { installMissing } from "./debian-packages.ts";
import { isolate } from "./isolated-network.ts";
import { CADDY, CERTUTIL, CHROMIUM, EMOJI_FONT, FIREFOX, IP, NFT, NGINX, OPENSSL } from "./programs.ts";
import { say } from "./run.ts";
import { grouped, runBeside, type TestRun, testFiles } from "./test-run.ts";

/** Where tests of the container image are. */
export const CONTAINER_FOLDER = "client/browser-tests/container/";

/** What `bun test` is told where browsers are driven. */
export const BROWSER_FLAGS = ["--timeout=120000", "--preload=./client/browser-tests/preload.ts"];

/** Groups of files beside all others, as many in each as make all of them equally long. */
const GROUPS = [
  /\/(damage|diagnostics|files|impaired-link|paths|reconnect|saving|thrift|trouble)\.test\.ts$/,
  /\/(recovery|relay|accessible|installed|harness)\.test\.ts$/,
];

/** Files of tests that drive browsers; those of the container have a suite of their own. */
export const browserFiles = (filter?: string): string[] =>
  testFiles("client/browser-tests/**/*.test.ts", filter).filter((file) => !file.startsWith(CONTAINER_FOLDER));

/** Programs that browser tests and benchmarks need. */
export const BROWSER_PROGRAMS = [CHROMIUM, FIREFOX, IP, NFT, OPENSSL, CERTUTIL, EMOJI_FONT];

/** Programs of single tests, which are skipped without them. */
const PROXIES = [CADDY, NGINX];

/**
 * Runs test files in real browsers, or says loudly why they are skipped. The groups run beside each other, each in a
 * process with a network and browsers of its own, so that none meets another.
 */
export async function runBrowserTests(files: readonly string[]): Promise<TestRun> {
  const missing = await installMissing(BROWSER_PROGRAMS);
  if (missing) return skipped(missing);
  const withoutProxies = await installMissing(PROXIES);
  if (withoutProxies) say(`\n*** TESTS BEHIND REVERSE PROXIES SKIPPED: ${withoutProxies} ***\n`);
  const probe = isolate([]);
  if (!probe.isolated) return skipped(probe.reason);
  const wrap = (command: string[]) => [...probe.command, ...command];
  return runBeside(grouped(files, GROUPS), { flags: BROWSER_FLAGS, wrap });
}

function skipped(reason: string): TestRun {
  say(`\n*** BROWSER TESTS SKIPPED: ${reason} ***\n`);
  return { passed: 0, failed: 0, skipped: 1, output: "" };
}
