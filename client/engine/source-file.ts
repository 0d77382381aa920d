import type { Sha256 } from "#protocol/ids.ts";
import { isPieceStart } from "#protocol/transfer/piece.ts";
import { BlobStream } from "./blob-stream.ts";
import type { FilesTogether } from "./files-together.ts";
import type { Hashing, PrefixHash } from "./hashing.ts";
import { readBlob } from "./read-blob.ts";

/** How much is read at once: large enough that reading costs little per byte, and a piece is a multiple of it. */
export const READ_BYTES = 1_048_576;

/** One file being sent: reads it in any order, hashes each byte once and in order. */
export class SourceFile {
  readonly #blob: Blob;
  readonly #hashing: Hashing;
  readonly #stream: BlobStream;
  #hash: PrefixHash | undefined;
  #hashedBytes = 0;
  /** Of the first so many bytes, for every end of a piece that was hashed. */
  readonly #digests = new Map<number, Sha256>();

  constructor(blob: Blob, hashing: Hashing) {
    this.#blob = blob;
    this.#hashing = hashing;
    this.#stream = new BlobStream(blob);
  }

  get size(): number {
    return this.#blob.size;
  }

  /**
   * For bytes in order, each part behind the one before, within a piece. Rejects where the file cannot be read as it
   * was chosen: at the end of a piece at the latest.
   *
   * @param into used where it is given and a part of the file is read; what is given back takes its place
   */
  readOn(start: number, end: number, into?: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    if (start === 0 && end === this.size) return this.#withHash(readBlob(this.#blob));
    const bytes = this.#stream.read(start, end, into);
    return this.#withHash(isPieceStart(end) || end === this.size ? this.#ifUnchanged(bytes) : bytes);
  }

  /** All of it, as soon as those are read. Rejects as `readOn` does. */
  readWith(others: FilesTogether): Promise<Uint8Array<ArrayBuffer>> {
    return this.#withHash(others.add(this.#blob));
  }

  /** For bytes from anywhere. Rejects as `readOn` does. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    return readBlob(this.#blob.slice(start, end));
  }

  /**
   * An open stream goes on where its file is written to or deleted, and would make one file of an old and a new one.
   * Whoever opens the file once more is told, where the browser tells at all: Firefox looks at its length only.
   */
  async #ifUnchanged(read: Promise<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await read;
    await readBlob(this.#blob.slice(this.size - 1));
    return bytes;
  }

  async #withHash(read: Promise<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
    const [bytes] = await Promise.all([read, this.#started()]);
    return bytes;
  }

  /**
   * Hashes what of these bytes comes next: nothing where they were hashed before, or where others are missing
   * before them. They do not reach over the end of a piece.
   */
  hashIn(start: number, bytes: Uint8Array): void {
    const end = start + bytes.byteLength;
    if (!this.#hash || start > this.#hashedBytes || (end <= this.#hashedBytes && this.size > 0)) return;
    this.#hash.update(bytes.subarray(this.#hashedBytes - start));
    this.#hashedBytes = end;
    if (isPieceStart(end) || end === this.size) this.#digests.set(end, this.#hash.digest());
    if (end === this.size) this.close();
  }

  /** SHA-256 of the first so many bytes; undefined before they are hashed, or where no piece ends there. */
  digestAt(end: number): Sha256 | undefined {
    return this.#digests.get(end);
  }

  /** The same, hashing first what is not hashed yet: of a file that was chosen once more after a reload. */
  async digestOfFirst(bytes: number): Promise<Sha256 | undefined> {
    while (this.#hashedBytes < bytes) {
      const start = this.#hashedBytes;
      const end = Math.min(start + READ_BYTES, bytes);
      this.hashIn(start, await this.readOn(start, end));
    }
    return this.digestAt(bytes);
  }

  /** Lets go of the hash; the digests stay. */
  close(): void {
    this.#stream.close();
    this.#hash?.release();
    this.#hash = undefined;
  }

  async #started(): Promise<void> {
    if (this.#hash || this.#hashedBytes > 0) return;
    const hash = await this.#hashing.start(this.size);
    if (this.#hash)
      hash.release(); // another read was quicker
    else this.#hash = hash;
  }
}
