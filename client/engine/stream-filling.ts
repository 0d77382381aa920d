/** Memory of its own, with nothing else in it. */
type Memory = Uint8Array<ArrayBuffer>;

/** Fills memory with what comes next in a stream. */
export interface StreamFilling {
  /** Gives the memory back with the bytes in it, maybe in another view of it. Rejects where the stream ends early. */
  fill(memory: Memory): Promise<Memory>;
  cancel(): void;
}

/**
 * The browser writes into the memory itself where its streams can: else each of its chunks is left to the collector,
 * which lets hundreds of megabytes of them pile up behind a large file.
 */
export function fillingFrom(stream: ReadableStream<Uint8Array<ArrayBuffer>>): StreamFilling {
  try {
    return new ByteFilling(stream.getReader({ mode: "byob" }));
  } catch {
    return new ChunkFilling(stream.getReader()); // not a byte stream
  }
}

class ByteFilling implements StreamFilling {
  readonly #reader: ReadableStreamBYOBReader;

  constructor(reader: ReadableStreamBYOBReader) {
    this.#reader = reader;
  }

  async fill(memory: Memory): Promise<Memory> {
    const { byteLength } = memory;
    let { buffer } = memory;
    for (let filled = 0; filled < byteLength; ) {
      const min = byteLength - filled;
      // Some browsers know no minimum, and give less.
      const { value } = await this.#reader.read(new Uint8Array(buffer, filled, min), { min });
      if (!value?.byteLength) throw endedEarly();
      filled += value.byteLength;
      buffer = value.buffer; // the memory is handed over with each read
    }
    return new Uint8Array(buffer, 0, byteLength);
  }

  cancel(): void {
    void this.#reader.cancel().catch(() => undefined); // it may have failed already
  }
}

class ChunkFilling implements StreamFilling {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  /** Came with the bytes before, and is not taken yet. */
  #rest: Uint8Array = new Uint8Array(0);

  constructor(reader: ReadableStreamDefaultReader<Uint8Array>) {
    this.#reader = reader;
  }

  async fill(memory: Memory): Promise<Memory> {
    for (let filled = 0; filled < memory.byteLength; ) {
      const chunk = this.#rest.byteLength > 0 ? this.#rest : await this.#next();
      const taken = chunk.subarray(0, memory.byteLength - filled);
      memory.set(taken, filled);
      filled += taken.byteLength;
      this.#rest = chunk.subarray(taken.byteLength);
    }
    return memory;
  }

  cancel(): void {
    void this.#reader.cancel().catch(() => undefined); // it may have failed already
  }

  async #next(): Promise<Uint8Array> {
    const { value } = await this.#reader.read();
    if (!value) throw endedEarly();
    return value;
  }
}

const endedEarly = () => new Error("the file has changed since it was chosen");
