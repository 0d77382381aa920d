import { createCipheriv, createHash } from "node:crypto";
import { closeSync, openSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { tempFolder } from "./temp-folder.ts";

/** A file on disk to be sent, with the digest that must arrive. */
export interface TestFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** What makes a test file; the same seed and size give the same bytes. */
export interface TestFileOptions {
  readonly name: string;
  readonly size: number;
  /** The name, unless given. */
  readonly seed?: string;
}

const BLOCK_BYTES = 4 * 1024 * 1024;

/** Writes a file of incompressible, reproducible bytes in a folder of its own. */
export function makeFile(options: TestFileOptions): TestFile {
  return writeFile(tempFolder("file"), options);
}

/** Writes `count` files of different content into one folder: `<prefix>-001.bin` and so on. */
export function makeFiles(count: number, size: number, prefix = "file"): TestFile[] {
  const folder = tempFolder("files");
  return Array.from({ length: count }, (_, i) =>
    writeFile(folder, { name: `${prefix}-${String(i + 1).padStart(3, "0")}.bin`, size }),
  );
}

/** A file of zeros that takes no room on disk: more than a page keeps in memory. */
export function makeSparse(name: string, size: number): Pick<TestFile, "path"> {
  const path = join(tempFolder("sparse"), name);
  writeFileSync(path, "");
  truncateSync(path, size);
  return { path };
}

function writeFile(folder: string, { name, size, seed = name }: TestFileOptions): TestFile {
  const path = join(folder, name);
  const key = createHash("sha256").update(seed).digest();
  // A cipher's key stream is the quickest reproducible noise at hand.
  const noise = createCipheriv("aes-256-ctr", key, Buffer.alloc(16));
  const zeros = Buffer.alloc(Math.min(size, BLOCK_BYTES));
  const hasher = new Bun.CryptoHasher("sha256");
  const fd = openSync(path, "wx");
  try {
    for (let at = 0; at < size; at += BLOCK_BYTES) {
      const block = noise.update(zeros.subarray(0, Math.min(BLOCK_BYTES, size - at)));
      hasher.update(block);
      writeSync(fd, block);
    }
  } finally {
    closeSync(fd);
  }
  return { path, name, size, sha256: hasher.digest("hex") };
}
