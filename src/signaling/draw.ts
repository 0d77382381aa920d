import type { Random } from "../ports/random.ts";

const UINT32_COUNT = 2 ** 32;

/** A whole number from 0 up to, but not including, `limit` (at most 2^32), each equally likely. */
export function drawBelow(random: Random, limit: number): number {
  // Draws at or above the largest multiple of the limit would favour low numbers.
  const unbiasedLimit = UINT32_COUNT - (UINT32_COUNT % limit);
  for (;;) {
    const bytes = random.bytes(4);
    const draw = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    if (draw < unbiasedLimit) return draw % limit;
  }
}
