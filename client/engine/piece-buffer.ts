import { type ByteRange, PIECE_BYTES, withRange } from "#protocol/transfer/piece.ts";

/** The bytes of one piece as they come, in any order and perhaps twice. */
export class PieceBuffer {
  readonly range: ByteRange;
  /** As long as the piece. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What arrives are bytes of DEFLATE data; the file's own, once they come, take their place. */
  isPacked: boolean;
  #ranges: ByteRange[] = [];

  constructor(range: ByteRange, bytes: Uint8Array<ArrayBuffer>, isPacked: boolean) {
    this.range = range;
    this.bytes = bytes;
    this.isPacked = isPacked;
  }

  /** @returns how many bytes of these were not there before */
  put(offset: number, bytes: Uint8Array): number {
    const added = { start: offset, end: offset + bytes.byteLength };
    this.bytes.set(bytes, offset - this.range.start);
    const last = this.#ranges.at(-1);
    const before = this.byteCount;
    if (last?.end === offset) this.#ranges[this.#ranges.length - 1] = { start: last.start, end: added.end };
    else this.#ranges = withRange(this.#ranges, added);
    return this.byteCount - before;
  }

  /** What is there, in order. */
  get ranges(): readonly ByteRange[] {
    return this.#ranges;
  }

  get byteCount(): number {
    let bytes = 0;
    for (const { start, end } of this.#ranges) bytes += end - start;
    return bytes;
  }

  /** How many bytes there are from the beginning without a gap. */
  get prefixBytes(): number {
    const first = this.#ranges[0];
    return first?.start === this.range.start ? first.end - first.start : 0;
  }

  clear(isPacked: boolean): void {
    this.isPacked = isPacked;
    this.#ranges = [];
  }
}

/** Whole pieces' memory, used again and again: four megabytes at a time would keep the collector busy. */
export class PiecePool {
  readonly #free: Uint8Array<ArrayBuffer>[] = [];
  /** Bytes that are lent out now. */
  #lentBytes = 0;

  /** More is lent out than a sender that keeps to the window can make necessary. */
  get isOverdrawn(): boolean {
    return this.#lentBytes > MOST_LENT_BYTES;
  }

  take(length: number): Uint8Array<ArrayBuffer> {
    this.#lentBytes += length;
    if (length === PIECE_BYTES) return this.#free.pop() ?? new Uint8Array(PIECE_BYTES);
    return new Uint8Array(length);
  }

  giveBack(bytes: Uint8Array<ArrayBuffer>): void {
    this.#lentBytes -= bytes.byteLength;
    if (bytes.byteLength === PIECE_BYTES && this.#free.length < MOST_KEPT) this.#free.push(bytes);
  }
}

/** Buffers that wait for use: as many as are usually filled at once. */
const MOST_KEPT = 4;

/** Most memory that pieces may take before they are written. */
const MOST_LENT_BYTES = 50_331_648;
