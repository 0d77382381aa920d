import { rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.ts";
import { BUN, type Outcome, run } from "./run.ts";

/**
 * Where the bundle goes: one folder below the root, as `src` is, so that `../client/dist` is the page from both.
 */
export const SERVER_BUNDLE = "dist";

/** What is started: the server, and the probe of the container's HEALTHCHECK. */
const ENTRIES = ["src/main.ts", "src/health-check.ts"];

/**
 * Bundles the server with all packages it needs into `dist`. What is imported lazily becomes a file of its own
 * and stays lazy. Nothing is minified: a stack trace in the log must lead somewhere, and it starts no faster.
 */
export function buildServer(): Promise<Outcome> {
  // Files that split off are named by their content: those of the build before would stay beside them.
  rmSync(join(ROOT, SERVER_BUNDLE), { recursive: true, force: true });
  return run([BUN, "build", ...ENTRIES, "--target=bun", "--splitting", `--outdir=${SERVER_BUNDLE}`]);
}
