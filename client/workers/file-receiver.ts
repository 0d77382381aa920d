import type { Sha256 } from "#protocol/ids.ts";
import type { FileSink } from "./file-sink.ts";
import type { StreamingHash } from "./hashing.ts";

/** A whole file whose digest is the sender's. */
export interface Verified {
  readonly type: "verified";
  readonly blob: Blob;
}

/** What arrived is not what was sent; nothing of it was kept. */
export interface Mismatch {
  readonly type: "mismatch";
}

/** Hashes and stores one file as it arrives; gives it out only when the digest is right (XFER6). */
export class FileReceiver {
  readonly #sink: FileSink;
  readonly #hash: StreamingHash;

  constructor(sink: FileSink, hash: StreamingHash) {
    this.#sink = sink;
    this.#hash = hash;
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#hash.update(bytes);
    await this.#sink.write(bytes);
  }

  async finish(expected: Sha256): Promise<Verified | Mismatch> {
    if (this.#hash.digest() === expected) return { type: "verified", blob: await this.#sink.finish() };
    await this.#sink.abort();
    return { type: "mismatch" };
  }

  async abort(): Promise<void> {
    await this.#sink.abort();
  }
}
