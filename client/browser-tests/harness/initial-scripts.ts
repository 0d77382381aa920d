import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const BUILD = join(import.meta.dir, "..", "..", "dist");

/** A script that a page has asked for. */
export interface InitialScript {
  readonly name: string;
  /** As `gzip -9` makes it of the file in the build. */
  readonly gzipBytes: number;
}

/** The scripts among requests, each once, the largest first. A service worker is no part of the page. */
export function scriptsAmong(requests: readonly string[]): InitialScript[] {
  const paths = new Set(requests.map((url) => new URL(url).pathname));
  return [...paths]
    .filter((path) => /^\/(assets\/.*|early)\.js$/.test(path))
    .map((path) => {
      const file = readFileSync(join(BUILD, path));
      return { name: path.replace(/^\/(assets\/)?/, ""), gzipBytes: gzipSync(file, { level: 9 }).length };
    })
    .sort((a, b) => b.gzipBytes - a.gzipBytes);
}
