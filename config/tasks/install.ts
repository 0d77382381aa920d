import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint, isMarked } from "./fingerprint.ts";
import { ROOT } from "./root.ts";
import { BUN, run, say } from "./run.ts";

const MARK = "node_modules/.p2p-share-install";

/** Installs the locked packages unless exactly these are installed already. Ends the process if that fails. */
export async function ensureInstalled(): Promise<void> {
  const wanted = fingerprint(["package.json", "bun.lock"]);
  if (isMarked(MARK, wanted)) return;
  say("Installing packages");
  const { ok, output } = await run([BUN, "install", "--frozen-lockfile"]);
  if (!ok) {
    say(output.trimEnd());
    process.exit(1);
  }
  writeFileSync(join(ROOT, MARK), wanted);
}
