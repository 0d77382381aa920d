import type { FileSink } from "./file-sink.ts";

/** Bytes gathered before they are handed to the browser as one Blob, which keeps them outside this worker. */
const FOLD_BYTES = 4_194_304;

/** Keeps a file as a Blob of Blobs. The type makes browsers save it and never open it. */
export class BlobSink implements FileSink {
  #pending = new Uint8Array(FOLD_BYTES);
  #pendingBytes = 0;
  #folded: Blob[] = [];

  write(bytes: Uint8Array<ArrayBuffer>): void {
    let rest = bytes;
    while (rest.byteLength > 0) {
      const taken = rest.subarray(0, FOLD_BYTES - this.#pendingBytes);
      this.#pending.set(taken, this.#pendingBytes);
      this.#pendingBytes += taken.byteLength;
      if (this.#pendingBytes === FOLD_BYTES) this.#fold();
      rest = rest.subarray(taken.byteLength);
    }
  }

  async finish(): Promise<Blob> {
    this.#fold();
    for (const blob of this.#folded) await assertReadable(blob);
    const file = new Blob(this.#folded, { type: "application/octet-stream" });
    this.abort();
    return file;
  }

  abort(): void {
    this.#folded = [];
    this.#pending = new Uint8Array(0);
    this.#pendingBytes = 0;
  }

  #fold(): void {
    if (this.#pendingBytes === 0) return;
    this.#folded.push(new Blob([this.#pending.subarray(0, this.#pendingBytes)]));
    this.#pendingBytes = 0;
  }
}

/** A Blob that the browser had no room for has the right size and no bytes; only a read tells. */
async function assertReadable(blob: Blob): Promise<void> {
  const last = await blob.slice(-1).arrayBuffer();
  if (last.byteLength !== 1) throw new Error("the browser lost a part of the file");
}
