import type { SaveMethod } from "#protocol/transfer/messages.ts";
import type { FilePart, KeptPiece } from "../engine/ports.ts";
import type { MethodSink } from "./method-sink.ts";

/** Keeps a small file of an archive as it is: a Blob of its own would cost more than all else that is done with it. */
export class PartSink implements MethodSink {
  readonly method: SaveMethod = "memory";
  readonly kept: readonly KeptPiece[] = [];
  readonly #release: () => void;
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  /** @param size in bytes @param release gives its space back */
  constructor(size: number, release: () => void) {
    this.#bytes = new Uint8Array(size);
    this.#release = release;
  }

  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#bytes.slice(start, Math.min(end, this.#length));
  }

  async truncate(bytes: number): Promise<void> {
    this.#length = bytes;
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.byteLength;
  }

  async soFar(): Promise<Blob> {
    return new Blob([this.#bytes.subarray(0, this.#length)]);
  }

  async finish(): Promise<FilePart> {
    return { type: "part", bytes: this.#bytes };
  }

  async abort(): Promise<void> {
    this.#bytes = new Uint8Array(0);
    this.#release();
  }

  suspend(): Promise<void> {
    return this.abort();
  }
}
