import { readBlob } from "./read-blob.ts";

/**
 * Reads many small files with one question to the browser: on a small file the questions are most of the work.
 */
export class FilesTogether {
  readonly #blobs: Blob[] = [];
  #size = 0;
  /** Of all of them, one behind the other; undefined where that cannot be read as a whole. */
  readonly #all = Promise.withResolvers<Uint8Array<ArrayBuffer> | undefined>();

  /** Resolves after `read`. Rejects where this file cannot be read as it was chosen. */
  async add(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
    const start = this.#size;
    this.#blobs.push(blob);
    this.#size += blob.size;
    const all = await this.#all.promise;
    if (all) return all.subarray(start, start + blob.size);
    return readBlob(blob);
  }

  /** Reads what was added; nothing more is. */
  read(): void {
    if (this.#blobs.length === 0) return;
    const whole = readBlob(new Blob(this.#blobs)).catch(() => undefined); // one of them spoils it for all
    this.#all.resolve(whole.then((bytes) => (bytes?.byteLength === this.#size ? bytes : undefined)));
  }
}
