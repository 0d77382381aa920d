import type { Sha256 } from "#protocol/ids.ts";
import { MAX_LISTED_HASHES, type ReceiverMessage } from "#protocol/transfer/messages.ts";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import type { Hashing } from "./hashing.ts";
import { type Entry, pathOf } from "./incoming-offer.ts";

/** Verified files of this session: a new version of one of them need not travel whole (XFER19). */
export class EarlierFiles {
  readonly #hashing: Hashing;
  readonly #blobs = new Map<string, Blob>();

  constructor(hashing: Hashing) {
    this.#hashing = hashing;
  }

  add(file: FileInfo, blob: Blob): void {
    if (blob.size >= PIECE_BYTES) this.#blobs.set(pathOf(file), blob);
  }

  get(file: FileInfo): Blob | undefined {
    return this.#blobs.get(pathOf(file));
  }

  /** The digests of the pieces that these files may share with earlier ones of the same name. */
  async *known(entries: readonly Entry[]): AsyncGenerator<Extract<ReceiverMessage, { type: "have" }>> {
    for (const { info } of entries) {
      const blob = this.get(info);
      if (!blob) continue;
      const pieces = piecesOf(blob, info.size);
      for (let from = 0; from < pieces.length; from += MAX_LISTED_HASHES) {
        const hashes: Sha256[] = [];
        for (const piece of pieces.slice(from, from + MAX_LISTED_HASHES)) {
          hashes.push(await this.#hashing.digestOf(new Uint8Array(await piece.arrayBuffer())));
        }
        yield { type: "have", fileId: info.fileId, from, hashes };
      }
    }
  }
}

/** Whole pieces that both versions have; the last, shorter one only where both are as long. */
function piecesOf(blob: Blob, size: number): Blob[] {
  const sharedBytes = blob.size === size ? size : Math.min(blob.size, size);
  const count = blob.size === size ? Math.ceil(size / PIECE_BYTES) : Math.floor(sharedBytes / PIECE_BYTES);
  return Array.from({ length: count }, (_, i) => blob.slice(i * PIECE_BYTES, (i + 1) * PIECE_BYTES));
}
