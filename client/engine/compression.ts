/** Where in a file samples are taken, as parts of its size, and how long each is. */
const SAMPLES_AT = [0, 0.35, 0.7];
const SAMPLE_BYTES = 65_536;

/** Smaller files are not worth a sample. */
const LEAST_BYTES = 262_144;

/** What a file's samples have to shrink to, so that its pieces are packed. */
const WORTHWHILE_PART = 0.8;

/** Whether DEFLATE makes this file smaller, judged by samples (XFER18). False where the browser has none. */
export async function isWorthPacking(file: Blob): Promise<boolean> {
  if (file.size < LEAST_BYTES || typeof CompressionStream === "undefined") return false;
  let bytes = 0;
  let packedBytes = 0;
  for (const part of SAMPLES_AT) {
    const start = Math.floor(file.size * part);
    const sample = await file.slice(start, start + SAMPLE_BYTES).arrayBuffer();
    bytes += sample.byteLength;
    packedBytes += (await pack(new Uint8Array(sample))).byteLength;
  }
  return packedBytes <= bytes * WORTHWHILE_PART;
}

/** Raw DEFLATE data of the bytes (RFC 1951). */
export async function pack(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * The bytes that raw DEFLATE data stands for.
 *
 * @param length of the bytes; data that stands for more is not read to its end
 * @returns undefined where the data is damaged or stands for another number of bytes
 */
export async function unpack(
  packed: Uint8Array<ArrayBuffer>,
  length: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return filled === length ? bytes : undefined;
      if (filled + value.byteLength > length) return undefined;
      bytes.set(value, filled);
      filled += value.byteLength;
    }
  } catch {
    return undefined;
  } finally {
    await reader.cancel().catch(() => undefined); // what is left is of no interest
  }
}
