/** A file is checked, kept and sent again in pieces of this size; the last one may be shorter (XFER5). */
export const PIECE_BYTES = 4_194_304;

/** Bytes of a file: from `start` up to, but not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Where the piece is that this byte belongs to. */
export function pieceAt(offset: number, fileSize: number): ByteRange {
  const start = offset - (offset % PIECE_BYTES);
  return { start, end: Math.min(start + PIECE_BYTES, fileSize) };
}

/** Whether a piece can begin there. */
export function isPieceStart(offset: number): boolean {
  return offset % PIECE_BYTES === 0;
}

/** Adds a range to others that neither touch nor overlap and are in order; so is what it returns. */
export function withRange(ranges: readonly ByteRange[], added: ByteRange): ByteRange[] {
  if (added.end <= added.start) return [...ranges];
  const before = ranges.filter(({ end }) => end < added.start);
  const after = ranges.filter(({ start }) => start > added.end);
  const joined = ranges.slice(before.length, ranges.length - after.length);
  const start = Math.min(added.start, joined[0]?.start ?? added.start);
  const end = Math.max(added.end, joined.at(-1)?.end ?? added.end);
  return [...before, { start, end }, ...after];
}

/** What of `whole` lies in none of the ranges, in order. */
export function withoutRanges(whole: ByteRange, ranges: readonly ByteRange[]): ByteRange[] {
  const gaps: ByteRange[] = [];
  let at = whole.start;
  for (const { start, end } of ranges) {
    if (end <= at || start >= whole.end) continue;
    if (start > at) gaps.push({ start: at, end: start });
    at = end;
  }
  if (at < whole.end) gaps.push({ start: at, end: whole.end });
  return gaps;
}

/** How many bytes they hold together. */
export function totalBytes(ranges: readonly ByteRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}
