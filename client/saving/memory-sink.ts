import type { SaveMethod } from "#protocol/transfer/messages.ts";
import { type KeptPiece, NoRoom, type SavedFile } from "../engine/ports.ts";
import { assertReadable, type MethodSink, SAVED_TYPE } from "./method-sink.ts";

/** What all files in memory together may use: beyond it browsers lose parts of them without a word. */
export class MemoryBudget {
  #leftBytes: number;

  constructor(capBytes: number) {
    this.#leftBytes = capBytes;
  }

  /** @throws {NoRoom} @returns what gives it back, once */
  reserve(bytes: number): () => void {
    if (bytes > this.#leftBytes) throw new NoRoom(`${bytes} bytes are too many to keep in memory`);
    this.#leftBytes -= bytes;
    let reserved = bytes;
    return () => {
      this.#leftBytes += reserved;
      reserved = 0;
    };
  }
}

/** Keeps a file as a Blob of Blobs, one for each piece: the browser holds them outside this worker. */
export class MemorySink implements MethodSink {
  readonly method: SaveMethod = "memory";
  readonly kept: readonly KeptPiece[] = [];
  readonly #release: () => void;
  #folded: Blob[] = [];

  /** @param release gives its space back */
  constructor(release: () => void) {
    this.#release = release;
  }

  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await new Blob(this.#folded).slice(start, end).arrayBuffer());
  }

  async truncate(bytes: number): Promise<void> {
    const kept: Blob[] = [];
    let at = 0;
    for (const blob of this.#folded) {
      at += blob.size;
      if (at > bytes) break;
      kept.push(blob);
    }
    this.#folded = kept;
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const folded = new Blob([bytes]);
    await assertReadable(folded);
    this.#folded.push(folded);
  }

  async soFar(): Promise<Blob> {
    return new Blob(this.#folded);
  }

  async finish(): Promise<SavedFile> {
    // Each once more: the browser may have moved them to a disk that is full.
    for (const folded of this.#folded) await assertReadable(folded);
    const blob = new Blob(this.#folded, { type: SAVED_TYPE });
    this.#folded = [];
    return { type: "blob", blob };
  }

  async abort(): Promise<void> {
    this.#folded = [];
    this.#release();
  }

  suspend(): Promise<void> {
    return this.abort();
  }
}
