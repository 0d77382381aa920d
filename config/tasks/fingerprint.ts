import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.ts";

/** SHA-256 over paths and contents: the same files give the same text on every machine. */
export function fingerprint(paths: Iterable<string>): string {
  const hasher = new Bun.CryptoHasher("sha256");
  for (const path of [...paths].sort()) {
    const content = readFileSync(join(ROOT, path));
    // With the length in front, no two sets of files can run together into the same bytes.
    hasher.update(`${path}\0${content.length}\0`);
    hasher.update(content);
  }
  return hasher.digest("hex");
}

/** Whether the mark left at `path` is this fingerprint. */
export function isMarked(path: string, mark: string): boolean {
  try {
    return readFileSync(join(ROOT, path), "utf8") === mark;
  } catch {
    return false;
  }
}
