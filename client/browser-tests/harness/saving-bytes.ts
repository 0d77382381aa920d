/** Bytes of a test file, the same in every browser: those from `start` up to, but not including, `end`. */
export function savingBytes(start: number, end: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(end - start);
  fillSavingBytes(bytes, start);
  return bytes;
}

/** Puts the bytes from `start` on into a buffer that may be used again. */
export function fillSavingBytes(target: Uint8Array, start: number): void {
  for (let i = 0; i < target.length; i++) target[i] = Math.imul(start + i, 0x9e3779b1) >>> 24;
}
