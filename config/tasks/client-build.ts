import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint, isMarked } from "./fingerprint.ts";
import { precompress } from "./precompress.ts";
import { ROOT } from "./root.ts";
import { BUN, type Outcome, run } from "./run.ts";

const BUILD = "client/dist";
const MARK = `${BUILD}/.inputs`;
const SOURCES = ["client/**", "src/protocol/**"];
const NOT_BUILT = /^client\/(dist|browser-tests|benchmarks)\/|\.test\.ts$/;
const SETTINGS = [
  "package.json",
  "bun.lock",
  "tsconfig.json",
  "config/tsconfig.base.json",
  "config/tasks/client-build.ts",
  "config/tasks/precompress.ts",
];

/** Whether anything the client is built from differs from what `client/dist` was built from. */
export function isClientStale(): boolean {
  return !isMarked(MARK, inputs());
}

/** Builds the client into `client/dist`. */
export async function buildClient(): Promise<Outcome> {
  // Read before the build: an edit made meanwhile must leave the result stale.
  const built = inputs();
  rmSync(join(ROOT, MARK), { force: true });
  const outcome = await run([
    BUN,
    "--bun",
    "node_modules/vite/bin/vite.js",
    "build",
    "--config",
    "client/vite.config.ts",
  ]);
  if (!outcome.ok) return outcome;
  precompress(join(ROOT, BUILD));
  writeFileSync(join(ROOT, MARK), built);
  return outcome;
}

function inputs(): string {
  const all = SOURCES.flatMap((pattern) => [...new Bun.Glob(pattern).scanSync({ cwd: ROOT })]);
  const sources = all.filter((path) => !NOT_BUILT.test(path));
  // A mark over nothing would never be stale.
  if (!sources.includes("client/vite.config.ts")) throw new Error("the client's sources were not found");
  return fingerprint([...sources, ...SETTINGS]);
}
