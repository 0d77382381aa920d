import { describe, expect, test } from "bun:test";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import { noise } from "../testing/engine-pair.ts";
import { BlobStream } from "./blob-stream.ts";
import { FilesTogether } from "./files-together.ts";
import { Hashing } from "./hashing.ts";
import { READ_BYTES, SourceFile } from "./source-file.ts";

const CONTENT = noise(100_000, 7);

/** Which kind of stream a browser gives; only from one of bytes it reads into memory that it is given. */
const STREAMS = [["bytes"], ["chunks"]] as const;
type StreamKind = (typeof STREAMS)[number][0];

/** Comes in chunks of all lengths; its file may turn out to have changed, or to be shorter. */
class ChunkyBlob extends Blob {
  readonly #kind: StreamKind;
  readonly #failsAt: number;
  readonly #endsAt: number;
  /** How many streams were asked for, and how many of them were given up. */
  readonly opened: number[] = [];
  cancelled = 0;

  constructor(kind: StreamKind, { failsAt, endsAt }: { failsAt?: number; endsAt?: number } = {}) {
    super([CONTENT]);
    this.#kind = kind;
    this.#failsAt = failsAt ?? Number.POSITIVE_INFINITY;
    this.#endsAt = endsAt ?? CONTENT.byteLength;
  }

  override slice(start = 0): Blob {
    const rest = super.slice(start);
    const size = this.#endsAt;
    rest.stream = () => {
      this.opened.push(start);
      let at = start;
      const source = {
        pull: async (controller: ReadableByteStreamController | ReadableStreamDefaultController) => {
          if (at >= this.#failsAt) return controller.error(new Error("gone"));
          if (at === size) {
            controller.close();
            // What waits for bytes of a byte stream has to be told.
            if (controller instanceof ReadableByteStreamController) controller.byobRequest?.respond(0);
            return;
          }
          const length = Math.min(1 + ((at * 7_919) % 4_096), size - at);
          controller.enqueue(CONTENT.slice(at, at + length));
          at += length;
        },
        cancel: () => void this.cancelled++,
      };
      if (this.#kind === "chunks") return new ReadableStream<Uint8Array<ArrayBuffer>>(source);
      return new ReadableStream({ type: "bytes", ...source }) as ReadableStream<Uint8Array<ArrayBuffer>>;
    };
    return rest;
  }
}

/** Its file has become shorter since it was chosen. */
class CutBlob extends Blob {
  override get size(): number {
    return super.size + 1;
  }
}

/** As in a browser: what is open goes on, and whoever asks for a part of it anew is told. */
class OverwrittenBlob extends Blob {
  isOverwritten = false;

  override slice(start = 0, end = this.size): Blob {
    const part = super.slice(start, end);
    const whole = part.arrayBuffer.bind(part);
    part.arrayBuffer = () => (this.isOverwritten ? Promise.reject(new Error("changed")) : whole());
    return part;
  }
}

describe.each(STREAMS)("a file that is read in order, in %s", (kind) => {
  test("[XFER5] gives the parts that were asked for, from one stream, however its chunks are cut", async () => {
    const blob = new ChunkyBlob(kind);
    const stream = new BlobStream(blob);
    const ends = [1, 4_096, 4_097, 50_000, CONTENT.byteLength];
    const parts = await Promise.all(ends.map((end, i) => stream.read(ends[i - 1] ?? 0, end)));
    expect(Buffer.concat(parts).equals(CONTENT)).toBe(true);
    expect(parts.map(({ byteLength }) => byteLength)).toEqual([1, 4_095, 1, 45_903, 50_000]);
    expect(blob.opened).toEqual([0]);
  });

  test("[XFER14] goes on elsewhere where it is asked to, and lets go of what it had open", async () => {
    const blob = new ChunkyBlob(kind);
    const stream = new BlobStream(blob);
    await stream.read(0, 10_000);
    expect(await stream.read(70_000, 80_000)).toEqual(CONTENT.slice(70_000, 80_000));
    expect(await stream.read(80_000, 80_001)).toEqual(CONTENT.slice(80_000, 80_001));
    expect([blob.opened, blob.cancelled]).toEqual([[0, 70_000], 1]);
    stream.close();
    expect(blob.cancelled).toBe(2);
  });

  test("[XFER9] is not readable from where it has changed, and still is before", async () => {
    const stream = new BlobStream(new ChunkyBlob(kind, { failsAt: 30_000 }));
    expect(await stream.read(0, 20_000)).toEqual(CONTENT.slice(0, 20_000));
    await expect(stream.read(20_000, 60_000)).rejects.toThrow("gone");
    expect(await stream.read(0, 10)).toEqual(CONTENT.slice(0, 10));
  });

  test("[XFER10] is not read any further when it is not needed any more, and can be needed again", async () => {
    const blob = new ChunkyBlob(kind);
    const stream = new BlobStream(blob);
    const parts = [stream.read(0, 10), stream.read(10, 20), stream.read(20, 30)];
    stream.close();
    expect((await Promise.allSettled(parts)).map(({ status }) => status)).toEqual(Array(3).fill("rejected"));
    expect(blob.opened).toEqual([]);
    expect(await stream.read(30, 40)).toEqual(CONTENT.slice(30, 40));
  });

  test("[XFER9] is not readable where its stream ends early", async () => {
    const stream = new BlobStream(new ChunkyBlob(kind, { endsAt: 15 }));
    expect(await stream.read(0, 10)).toEqual(CONTENT.slice(0, 10));
    await expect(stream.read(10, 20)).rejects.toThrow("has changed");
  });

  test("[XFER5] is read into the memory that is given", async () => {
    const stream = new BlobStream(new ChunkyBlob(kind));
    let memory = new Uint8Array(10_000);
    for (let start = 0; start < CONTENT.byteLength; start += 10_000) {
      memory = await stream.read(start, start + 10_000, memory);
      expect(memory).toEqual(CONTENT.slice(start, start + 10_000));
    }
    expect(memory.buffer.byteLength).toBe(10_000);
  });
});

describe("a file that does not stay as it was chosen", () => {
  test("[XFER9] is not readable where it ends early", async () => {
    const stream = new BlobStream(new Blob([CONTENT.slice(0, 10)]));
    await expect(stream.read(0, 11)).rejects.toThrow("has changed");
  });

  test("[XFER9] is noticed at the end of a piece, also where its stream goes on", async () => {
    const blob = new OverwrittenBlob([noise(PIECE_BYTES + 10, 3)]);
    const source = new SourceFile(blob, new Hashing());
    await source.readOn(0, READ_BYTES);
    blob.isOverwritten = true;
    await source.readOn(READ_BYTES, PIECE_BYTES - READ_BYTES);
    await expect(source.readOn(PIECE_BYTES - READ_BYTES, PIECE_BYTES)).rejects.toThrow("changed");
    await expect(source.readOn(PIECE_BYTES, PIECE_BYTES + 10)).rejects.toThrow("changed");
  });
});

describe("small files that are read together", () => {
  test("[XFER5] are as they are by themselves", async () => {
    const together = new FilesTogether();
    const sizes = [3, 0, 10_000, 1];
    const parts = sizes.map((size, i) => together.add(new Blob([CONTENT.slice(i, i + size)])));
    together.read();
    expect(await Promise.all(parts)).toEqual(sizes.map((size, i) => CONTENT.slice(i, i + size)));
  });

  test("[XFER9] one that cannot be read does not spoil the others", async () => {
    const together = new FilesTogether();
    const first = together.add(new Blob([CONTENT.slice(0, 5)]));
    const broken = together.add(new CutBlob([CONTENT.slice(0, 9)]));
    const last = together.add(new Blob([CONTENT.slice(5, 8)]));
    together.read();
    await expect(broken).rejects.toThrow("has changed");
    expect(await Promise.all([first, last])).toEqual([CONTENT.slice(0, 5), CONTENT.slice(5, 8)]);
  });
});
