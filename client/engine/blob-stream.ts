/**
 * Reads a blob in order, by its stream: that costs the browser a third of what as many slices do, because the bytes
 * come through one pipe.
 */
export class BlobStream {
  readonly #blob: Blob;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** Came with the bytes before, and is not taken yet. */
  #rest: Uint8Array = new Uint8Array(0);
  /** Where the bytes begin that come next. */
  #position = 0;
  /** One read after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(blob: Blob) {
    this.#blob = blob;
  }

  /**
   * What was asked for is read in the order of the questions; where it does not go on behind the last one, the stream
   * is opened anew. Rejects where the bytes are not there.
   *
   * @param into as long as what is asked for
   */
  read(start: number, end: number, into = new Uint8Array(end - start)): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = this.#queue.then(() => this.#take(start, end, into));
    this.#queue = bytes.catch(() => this.close());
    return bytes;
  }

  /** Nothing more is read, unless it is asked for. */
  close(): void {
    void this.#reader?.cancel().catch(() => undefined); // it may have failed already
    this.#reader = undefined;
    this.#rest = new Uint8Array(0);
  }

  async #take(start: number, end: number, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    if (start !== this.#position) this.close();
    this.#reader ??= this.#blob.slice(start).stream().getReader();
    this.#position = end;
    for (let filled = 0; filled < bytes.byteLength; ) {
      const chunk = this.#rest.byteLength > 0 ? this.#rest : await next(this.#reader);
      const taken = chunk.subarray(0, bytes.byteLength - filled);
      bytes.set(taken, filled);
      filled += taken.byteLength;
      this.#rest = chunk.subarray(taken.byteLength);
    }
    if (end === this.#blob.size) this.close();
    return bytes;
  }
}

async function next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
  const { value } = await reader.read();
  if (!value) throw new Error("the file has changed since it was chosen");
  return value;
}
