import { expect, test } from "bun:test";
import { SeededRandom } from "../../testing/seeded-random.ts";
import { type ByteRange, PIECE_BYTES, pieceAt, totalBytes, withoutRanges, withRange } from "./piece.ts";

const SEED = 77;

test.each([
  [0, 10, 0, 10],
  [PIECE_BYTES - 1, 3 * PIECE_BYTES, 0, PIECE_BYTES],
  [PIECE_BYTES, 3 * PIECE_BYTES, PIECE_BYTES, 2 * PIECE_BYTES],
  [2 * PIECE_BYTES + 5, 2 * PIECE_BYTES + 9, 2 * PIECE_BYTES, 2 * PIECE_BYTES + 9],
  [0, 0, 0, 0],
])("[XFER5] byte %d of %d is in the piece from %d to %d", (offset, size, start, end) => {
  expect(pieceAt(offset, size)).toEqual({ start, end });
});

test(`[XFER14] ranges hold exactly the bytes that were added, seed ${SEED}`, () => {
  const random = new SeededRandom(SEED);
  for (let round = 0; round < 500; round++) {
    const present = new Set<number>();
    let ranges: ByteRange[] = [];
    for (let n = 0; n < 12; n++) {
      const start = random.below(60);
      const end = start + random.below(12);
      ranges = withRange(ranges, { start, end });
      for (let at = start; at < end; at++) present.add(at);
    }
    const covered = ranges.flatMap(({ start, end }) =>
      Array.from({ length: end - start }, (_, i) => start + i),
    );
    expect(covered).toEqual([...present].sort((a, b) => a - b));
    expect(totalBytes(ranges)).toBe(present.size);
    // In order, with a gap between any two.
    ranges.slice(1).forEach(({ start }, i) => void expect(start).toBeGreaterThan(ranges[i]?.end ?? 0));
    const whole = { start: random.below(20), end: 40 + random.below(40) };
    const gaps = withoutRanges(whole, ranges);
    for (let at = whole.start; at < whole.end; at++) {
      expect(gaps.some(({ start, end }) => start <= at && at < end)).toBe(!present.has(at));
    }
  }
});
