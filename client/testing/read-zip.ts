import { crc32 } from "node:zlib";

/** A file in a zip archive. */
export interface ZipEntry {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads an archive of uncompressed files as an unpacker does, from its directory at the end. Not for Zip64.
 *
 * @throws where anything does not fit, checksums included
 */
export function readZip(zip: Uint8Array): ZipEntry[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.byteLength - 22;
  check(view.getUint32(end, true) === 0x06054b50, "no end of directory");
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    check(view.getUint32(at, true) === 0x02014b50, "no directory entry");
    check((view.getUint16(at + 8, true) & 0x0800) !== 0, "the name is not marked as UTF-8");
    check(view.getUint16(at + 10, true) === 0, "compressed");
    const [size, nameLength] = [view.getUint32(at + 24, true), view.getUint16(at + 28, true)];
    const path = text(zip.subarray(at + 46, at + 46 + nameLength));
    const bytes = contentAt(zip, view, { at: view.getUint32(at + 42, true), path, size });
    check(crc32(bytes) === view.getUint32(at + 16, true), `wrong checksum of ${path}`);
    entries.push({ path, bytes });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  check(at === end, "the directory does not end where it should");
  return entries;
}

function contentAt(
  zip: Uint8Array,
  view: DataView,
  { at, path, size }: { readonly at: number; readonly path: string; readonly size: number },
): Uint8Array {
  check(view.getUint32(at, true) === 0x04034b50, "no local header");
  const nameLength = view.getUint16(at + 26, true);
  const start = at + 30 + nameLength + view.getUint16(at + 28, true);
  check(text(zip.subarray(at + 30, at + 30 + nameLength)) === path, "another name in the local header");
  return zip.subarray(start, start + size);
}

function text(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

function check(isRight: boolean, problem: string): void {
  if (!isRight) throw new Error(problem);
}
