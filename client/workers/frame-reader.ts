import type { FileId, Sha256 } from "#protocol/ids.ts";
import { FRAME_HEADER_BYTES, writeFrameHeader } from "#protocol/transfer/frame.ts";
import type { StreamingHash } from "./hashing.ts";

/** How many frames one read makes: about 2 MiB, large enough that reading costs little per byte. */
const FRAMES_PER_BATCH = 32;

/** Frames ready to send, one behind the other; all have `frameBytes` but the last, which may be shorter. */
export interface FrameBatch {
  readonly type: "frames";
  readonly buffer: ArrayBuffer;
  readonly frameBytes: number;
}

/** All bytes of the file are in the batches before this. */
export interface FileEnd {
  readonly type: "end";
  readonly hash: Sha256;
}

export interface FrameReaderOptions {
  readonly fileId: FileId;
  /** Size of a data-channel message, header included. */
  readonly chunkBytes: number;
  /** For a file that was read before: where to begin, and the digest that its bytes had then. */
  readonly known?: KnownFile | undefined;
}

/** What is left of a file that was read to its end once. */
export interface KnownFile {
  readonly offset: number;
  readonly hash: Sha256;
}

/** Reads a file strictly in order, hashes it on the way and puts a header before each chunk (XFER2). */
export class FrameReader {
  readonly #file: Blob;
  readonly #options: FrameReaderOptions;
  readonly #hash: StreamingHash;
  #offset: number;
  /** Every byte is hashed once, however often it is read. */
  #hashedBytes = 0;
  #digest: Sha256 | undefined;

  constructor(file: Blob, options: FrameReaderOptions, hash: StreamingHash) {
    this.#file = file;
    this.#options = options;
    this.#hash = hash;
    this.#offset = options.known?.offset ?? 0;
    this.#digest = options.known?.hash;
  }

  /** One call at a time. Rejects where the file can no longer be read as it was chosen. */
  async next(): Promise<FrameBatch | FileEnd> {
    if (this.#offset >= this.#file.size) {
      this.#digest ??= this.#hash.digest();
      return { type: "end", hash: this.#digest };
    }
    const { chunkBytes } = this.#options;
    const payloadBytes = chunkBytes - FRAME_HEADER_BYTES;
    const start = this.#offset;
    const end = Math.min(start + payloadBytes * FRAMES_PER_BATCH, this.#file.size);
    const bytes = new Uint8Array(await this.#file.slice(start, end).arrayBuffer());
    if (bytes.byteLength !== end - start) throw new Error("the file is shorter than when it was chosen");
    if (!this.#digest && end > this.#hashedBytes) {
      this.#hash.update(bytes.subarray(this.#hashedBytes - start));
      this.#hashedBytes = end;
    }
    const buffer = this.#framed(bytes, payloadBytes);
    this.#offset = end;
    return { type: "frames", buffer, frameBytes: chunkBytes };
  }

  /** Goes on from an earlier byte, never while a read is under way. */
  rewind(offset: number): void {
    this.#offset = Math.min(offset, this.#offset);
  }

  #framed(bytes: Uint8Array, payloadBytes: number): ArrayBuffer {
    const count = Math.ceil(bytes.byteLength / payloadBytes);
    const framed = new Uint8Array(bytes.byteLength + count * FRAME_HEADER_BYTES);
    for (let i = 0; i < count; i++) {
      const payload = bytes.subarray(i * payloadBytes, (i + 1) * payloadBytes);
      const frame = framed.subarray(i * this.#options.chunkBytes);
      writeFrameHeader(frame, this.#options.fileId, this.#offset + i * payloadBytes);
      frame.set(payload, FRAME_HEADER_BYTES);
    }
    return framed.buffer;
  }
}
