import type { Millis } from "#protocol/time.ts";
import { openAccess } from "./opfs-folder.ts";

/** Smaller ones are read more slowly, larger ones leave more behind for the browser to collect. */
const SLICE_BYTES = 1_048_576;

/** Bytes from the first to the last; each slice is only valid until the next one is asked for. */
export type Slices = AsyncGenerator<Uint8Array<ArrayBuffer>, undefined>;

/**
 * How the bytes of Blobs that sinks gave out are read where they are kept. Read from such a Blob, they fill
 * memory: with slices that the browser is slow to collect, or, in Chromium's main process, as a whole.
 */
export type BlobSources = WeakMap<Blob, () => Slices>;

/** Reads any Blob. Its own stream would give far smaller slices. */
export async function* blobSlices(blob: Blob): Slices {
  for (let start = 0; start < blob.size; start += SLICE_BYTES)
    yield new Uint8Array(await blob.slice(start, start + SLICE_BYTES).arrayBuffer());
}

/** Reads a file of the private file system, into one buffer over and over. */
export async function* fileSlices(
  file: FileSystemFileHandle,
  size: number,
  pause: (ms: Millis) => Promise<void>,
): Slices {
  const access = await openAccess(file, pause);
  try {
    const buffer = new Uint8Array(Math.min(SLICE_BYTES, size));
    for (let at = 0, count = 0; at < size; at += count) {
      count = access.read(buffer, { at });
      if (count === 0) throw new Error("the browser lost a part of the file");
      yield buffer.subarray(0, count);
    }
  } finally {
    access.close();
  }
}
