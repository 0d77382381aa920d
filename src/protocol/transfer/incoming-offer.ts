import { ProtocolError } from "../errors.ts";
import type { FileId } from "../ids.ts";
import type { Frame } from "./frame.ts";
import { type FileMeta, MAX_FILES } from "./messages.ts";

/** What to do with a frame or an end: `drop` belongs to a file that failed and still has bytes on their way. */
export type Verdict = "take" | "drop" | "wrong-offset";

interface Expected {
  readonly meta: FileMeta;
  nextOffset: number;
  open: boolean;
}

/**
 * The receiver's book about one offer: what was announced, what was accepted, and which byte of which file
 * may come next. It holds no bytes. Whatever a well-behaved sender cannot send throws (XFER4-XFER6).
 */
export class IncomingOffer {
  readonly #files = new Map<FileId, Expected>();
  #phase: "listing" | "offered" | "accepted" = "listing";
  #bytes = 0;
  /** While a complete list is given once more, on a new channel: what has come of it. */
  #repeated: Set<FileId> | undefined;

  /** From now on the list is given from its beginning, on a new channel. A complete one must be the same. */
  repeat(): void {
    if (this.#phase !== "listing") {
      this.#repeated = new Set();
      return;
    }
    this.#files.clear();
    this.#bytes = 0;
  }

  /** @throws {ProtocolError} where the list is already closed, too long, or names a file twice */
  announce(meta: FileMeta): void {
    if (this.#repeated) return this.#announceAgain(meta, this.#repeated);
    if (this.#phase !== "listing") throw new ProtocolError("bad-value", "offer/file_meta", "after the offer");
    if (this.#files.size >= MAX_FILES)
      throw new ProtocolError("too-large", "offer", `over ${MAX_FILES} files`);
    if (this.#files.has(meta.fileId)) throw new ProtocolError("bad-value", "offer/fileId", "announced twice");
    this.#bytes += meta.size;
    if (!Number.isSafeInteger(this.#bytes)) throw new ProtocolError("too-large", "offer", "over 2^53 bytes");
    this.#files.set(meta.fileId, { meta, nextOffset: 0, open: true });
  }

  /** Ends the list. @throws {ProtocolError} where the counts differ from what was announced */
  close(counts: { readonly files: number; readonly bytes: number }): void {
    if (this.#repeated) return this.#closeAgain(this.#repeated);
    const agrees = counts.files === this.#files.size && counts.bytes === this.#bytes && counts.files > 0;
    if (this.#phase !== "listing" || !agrees)
      throw new ProtocolError("bad-value", "offer", "does not add up");
    this.#phase = "offered";
  }

  /** Whether the list is complete. */
  get isComplete(): boolean {
    return this.#phase !== "listing";
  }

  get isAccepted(): boolean {
    return this.#phase === "accepted";
  }

  /** Where the next byte of a file belongs. */
  nextOffset(fileId: FileId): number {
    return this.#files.get(fileId)?.nextOffset ?? 0;
  }

  accept(): void {
    if (this.#phase === "offered") this.#phase = "accepted";
  }

  /** @throws {ProtocolError} for bytes that nobody accepted */
  frame(frame: Frame): Verdict {
    const file = this.#accepted(frame.fileId);
    if (!file.open) return "drop";
    const end = frame.offset + frame.bytes.byteLength;
    if (frame.offset !== file.nextOffset || end > file.meta.size) return "wrong-offset";
    file.nextOffset = end;
    return "take";
  }

  /** The sender says that all bytes of a file are out. @throws {ProtocolError} for a file nobody accepted */
  complete(fileId: FileId): Verdict {
    const file = this.#accepted(fileId);
    if (!file.open) return "drop";
    file.open = false;
    return file.nextOffset === file.meta.size ? "take" : "wrong-offset";
  }

  /** Whatever still comes for this file is dropped. */
  giveUp(fileId: FileId): void {
    const file = this.#files.get(fileId);
    if (file) file.open = false;
  }

  #announceAgain({ fileId, name, size }: FileMeta, repeated: Set<FileId>): void {
    const known = this.#files.get(fileId)?.meta;
    if (known?.name !== name || known.size !== size || repeated.has(fileId))
      throw new ProtocolError("bad-value", "offer/file_meta", "differs from what was offered before");
    repeated.add(fileId);
  }

  #closeAgain(repeated: Set<FileId>): void {
    if (repeated.size !== this.#files.size) throw new ProtocolError("bad-value", "offer", "does not add up");
    this.#repeated = undefined;
  }

  #accepted(fileId: FileId): Expected {
    const file = this.#files.get(fileId);
    if (!file || this.#phase !== "accepted" || this.#repeated)
      throw new ProtocolError("bad-value", "frame/fileId", "not accepted");
    return file;
  }
}
