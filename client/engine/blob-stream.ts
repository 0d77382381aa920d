import { fillingFrom, type StreamFilling } from "./stream-filling.ts";

/**
 * Reads a blob in order, by its stream: that costs the browser a third of what as many slices do, because the bytes
 * come through one pipe.
 */
export class BlobStream {
  readonly #blob: Blob;
  #filling: StreamFilling | undefined;
  /** Where the bytes begin that come next. */
  #position = 0;
  /** How often it was closed: what was asked for before that is not read any more. */
  #closings = 0;
  /** One read after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(blob: Blob) {
    this.#blob = blob;
  }

  /**
   * What was asked for is read in the order of the questions; where it does not go on behind the last one, the stream
   * is opened anew. Rejects where the bytes are not there.
   *
   * @param into as long as what is asked for, with nothing else in its memory; what is given back takes its place
   */
  read(start: number, end: number, into = new Uint8Array(end - start)): Promise<Uint8Array<ArrayBuffer>> {
    const closings = this.#closings;
    const bytes = this.#queue.then(() => {
      if (closings !== this.#closings) throw new Error("the file is not needed any more");
      return this.#take(start, end, into);
    });
    this.#queue = bytes.catch(() => this.#end());
    return bytes;
  }

  /** Nothing more is read, unless it is asked for after this. */
  close(): void {
    this.#closings++;
    this.#end();
  }

  #end(): void {
    this.#filling?.cancel();
    this.#filling = undefined;
  }

  async #take(start: number, end: number, into: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    if (start !== this.#position) this.#end();
    this.#filling ??= fillingFrom(this.#blob.slice(start).stream());
    this.#position = end;
    const bytes = await this.#filling.fill(into);
    if (end === this.#blob.size) this.#end();
    return bytes;
  }
}
