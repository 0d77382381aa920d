import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";

const END_SIGNATURE = 0x0605_4b50;
const ENTRY_SIGNATURE = 0x0201_4b50;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;

/**
 * SHA-256 of each file in a zip archive, by path. Reads what PKWARE's APPNOTE calls the central directory, of
 * archives below 4 GiB with files that are stored as they are.
 *
 * @throws where the archive or one of its checksums is not right
 */
export function unzipped(path: string): Map<string, string> {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || bytes.readUInt32LE(end) !== END_SIGNATURE) throw new Error("not a zip archive");
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    if (bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) throw new Error(`no entry at byte ${at}`);
    const [crc, size, packedSize] = [at + 16, at + 24, at + 20].map((offset) => bytes.readUInt32LE(offset));
    const [nameLength = 0, extraLength = 0, commentLength = 0] = [28, 30, 32].map((offset) =>
      bytes.readUInt16LE(at + offset),
    );
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString("utf8", at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength);
    const start = local + LOCAL_BYTES + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + (size ?? 0));
    if (size !== packedSize || crc32(content) !== crc) throw new Error(`${name} is damaged in the archive`);
    if (files.has(name)) throw new Error(`${name} is there twice`);
    files.set(name, createHash("sha256").update(content).digest("hex"));
    at += ENTRY_BYTES + nameLength + extraLength + commentLength;
  }
  return files;
}
