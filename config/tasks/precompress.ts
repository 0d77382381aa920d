import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** What gets smaller; pictures are compressed already, and /ca is filled in for each answer. */
const TEXTS = /\.(js|css|svg|json|webmanifest)$|(^|\/)index\.html$/;

/**
 * Puts each text of a build beside itself in the codings that browsers take (LOAD4), where that is smaller. Done once
 * with the build, the best that a coder can do costs the server neither time nor memory.
 */
export function precompress(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!TEXTS.test(name)) continue;
    const path = join(folder, name);
    const content = readFileSync(path);
    const size = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    const codings = {
      ".br": brotliCompressSync(content, { params: size }),
      ".gz": gzipSync(content, { level: 9 }),
    };
    for (const [suffix, coded] of Object.entries(codings))
      if (coded.length < content.length) writeFileSync(path + suffix, coded);
  }
}
