import type { PrefixHash } from "./hashing.ts";
import type { FileSink, KeptPiece } from "./ports.ts";

/**
 * Hashes what a sink has from before a reload, piece by piece. Behind the first one that is not what it was
 * nothing counts, and the sink forgets it: kept bytes are verified, never trusted (XFER17).
 *
 * @returns the last piece that is right; the hash stands at its end
 */
export async function verifyKept(sink: FileSink, hash: PrefixHash): Promise<KeptPiece | undefined> {
  let last: KeptPiece | undefined;
  for (const piece of sink.kept) {
    const before = hash.save();
    hash.update(await sink.read(last?.end ?? 0, piece.end));
    if (hash.digest() !== piece.hash) {
      hash.restore(before);
      break;
    }
    last = piece;
  }
  if (sink.kept.at(-1) !== last) await sink.truncate(last?.end ?? 0);
  return last;
}
