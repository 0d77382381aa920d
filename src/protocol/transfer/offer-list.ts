import { ProtocolError } from "../errors.ts";
import type { FileId } from "../ids.ts";
import { MAX_FILES, MAX_TEXT_BYTES } from "./limits.ts";
import type { FileMeta } from "./messages.ts";

/** The counts that close a list. */
export interface OfferCounts {
  readonly files: number;
  readonly bytes: number;
}

/** A list of files as it is announced, until the offer that closes it (XFER4). */
export class OfferList {
  readonly #files = new Map<FileId, FileMeta>();
  #bytes = 0;

  /** @throws {ProtocolError} where the list is too long, or names a file twice */
  announce(meta: FileMeta): void {
    if (this.#files.size >= MAX_FILES)
      throw new ProtocolError("too-large", "offer", `over ${MAX_FILES} files`);
    if (this.#files.has(meta.fileId)) throw new ProtocolError("bad-value", "offer/fileId", "announced twice");
    if (meta.kind === "text" && meta.size > MAX_TEXT_BYTES)
      throw new ProtocolError("too-large", "offer/size", `a text over ${MAX_TEXT_BYTES} bytes`);
    this.#bytes += meta.size;
    if (!Number.isSafeInteger(this.#bytes)) throw new ProtocolError("too-large", "offer", "over 2^53 bytes");
    this.#files.set(meta.fileId, meta);
  }

  /** @throws {ProtocolError} where the counts differ from what was announced */
  close(counts: OfferCounts): FileMeta[] {
    const agrees = counts.files === this.#files.size && counts.bytes === this.#bytes && counts.files > 0;
    if (!agrees) throw new ProtocolError("bad-value", "offer", "does not add up");
    return [...this.#files.values()];
  }
}

/** @throws {ProtocolError} where a list that is given once more is not what it was (XFER14) */
export function assertSameList(
  known: readonly Pick<FileMeta, "fileId" | "name" | "path" | "size">[],
  again: readonly FileMeta[],
): void {
  const isSame =
    known.length === again.length &&
    known.every(({ fileId, name, path, size }, i) => {
      const other = again[i];
      return other?.fileId === fileId && other.name === name && other.path === path && other.size === size;
    });
  if (!isSame)
    throw new ProtocolError("bad-value", "offer/file_meta", "differs from what was offered before");
}
