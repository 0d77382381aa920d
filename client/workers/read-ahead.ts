import type { FileEnd, FrameBatch, FrameReader } from "./frame-reader.ts";

/** Starts the next read before it is asked for, so that reading and hashing overlap with sending. */
export class ReadAhead {
  readonly #reader: Promise<FrameReader>;
  #ahead: Promise<FrameBatch | FileEnd> | undefined;
  /** Whatever is asked is done one after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(reader: Promise<FrameReader>) {
    this.#reader = reader;
    this.#ahead = this.#read();
  }

  /** Rejects where the file can no longer be read. */
  next(): Promise<FrameBatch | FileEnd> {
    return this.#after(async () => {
      const current = await (this.#ahead ?? this.#read());
      this.#ahead = current.type === "frames" ? this.#read() : undefined;
      return current;
    });
  }

  /** What `next` gives from now on begins at an earlier byte. */
  rewind(offset: number): void {
    void this.#after(async () => {
      await this.#ahead?.catch(() => undefined); // the reader must be still before it goes back
      this.#ahead = undefined;
      (await this.#reader).rewind(offset);
    }).catch(() => undefined); // `next` will say that the file cannot be read
  }

  #after<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  #read(): Promise<FrameBatch | FileEnd> {
    const next = this.#reader.then((reader) => reader.next());
    next.catch(() => undefined); // whoever asks for it gets the rejection
    return next;
  }
}
