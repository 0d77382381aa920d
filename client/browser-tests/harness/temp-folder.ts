import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let root: string | undefined;
let count = 0;

/** A new empty folder that lives until the run ends. */
export function tempFolder(purpose: string): string {
  root ??= mkdtempSync(join(tmpdir(), "p2p-share-test-"));
  count += 1;
  const folder = join(root, `${count}-${purpose}`);
  mkdirSync(folder);
  return folder;
}

/** Removes every folder that `tempFolder` made. */
export function removeTempFolders(): void {
  if (root === undefined) return;
  // Browsers that were just closed may still be writing their last profile files.
  rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  root = undefined;
}
