import type { Sha256 } from "#protocol/ids.ts";
import type { ByteRange } from "#protocol/transfer/piece.ts";
import { PieceBuffer, type PiecePool } from "./piece-buffer.ts";

/** Where a file stands: what is kept, with its digest, and which bytes have arrived behind it. */
export interface Position {
  readonly bytes: number;
  readonly hash: Sha256 | null;
  readonly ranges: readonly ByteRange[];
}

/** The pieces of one file that are not verified yet. */
export class HeldPieces {
  readonly #pool: PiecePool;
  readonly #pieces = new Map<number, PieceBuffer>();

  constructor(pool: PiecePool) {
    this.#pool = pool;
  }

  at(start: number): PieceBuffer | undefined {
    return this.#pieces.get(start);
  }

  /** The piece there, made where it is new. */
  take(range: ByteRange, isPacked: boolean): PieceBuffer {
    const known = this.#pieces.get(range.start);
    if (known) return known;
    const piece = new PieceBuffer(range, this.#pool.take(range.end - range.start), isPacked);
    this.#pieces.set(range.start, piece);
    return piece;
  }

  /** Held no longer; its memory is still in use until it is given back. */
  release({ range }: PieceBuffer): void {
    this.#pieces.delete(range.start);
  }

  giveBack({ bytes }: PieceBuffer): void {
    this.#pool.giveBack(bytes);
  }

  /** Which of the file's own bytes are there, in order. */
  get ranges(): ByteRange[] {
    return [...this.#pieces.values()]
      .filter(({ isPacked }) => !isPacked)
      .flatMap(({ ranges }) => [...ranges])
      .sort((a, b) => a.start - b.start);
  }

  /** How many of the file's own bytes are there. */
  get byteCount(): number {
    let bytes = 0;
    for (const piece of this.#pieces.values()) if (!piece.isPacked) bytes += piece.byteCount;
    return bytes;
  }

  drop(): void {
    for (const piece of this.#pieces.values()) this.giveBack(piece);
    this.#pieces.clear();
  }
}
