import type { Sha256 } from "#protocol/ids.ts";
import { PIECE_BYTES, pieceAt } from "#protocol/transfer/piece.ts";
import { isWorthPacking, pack } from "./compression.ts";
import { FilesTogether } from "./files-together.ts";
import type { Hashing } from "./hashing.ts";
import type { OutgoingEntry } from "./outgoing-offer.ts";
import { READ_BYTES } from "./source-file.ts";

/** Read before it is asked for: so many bytes, and so many parts, because small files wait for the disk too. */
const AHEAD_BYTES = 3_145_728;
const AHEAD_PARTS = 64;

/** Files up to this size are read together. */
const SMALL_BYTES = 65_536;

/** A part of a file, in order; not longer than a piece and within one. */
export interface Part {
  readonly entry: OutgoingEntry;
  readonly start: number;
  readonly end: number;
  /** The file's own bytes; undefined where it cannot be read. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  /** What travels in their place. */
  readonly packed?: Uint8Array<ArrayBuffer>;
  /** Nothing travels: the receiver has the same piece. */
  readonly isSame?: boolean;
}

export interface ReadAheadPorts {
  readonly hashing: Hashing;
  /** The file that comes next and is not yet read to its end. */
  readonly next: () => OutgoingEntry | undefined;
  /** Whether packing is quicker than sending. */
  readonly isSlow: () => boolean;
}

/** Reads the files in order before they are asked for, so that the disk and the channels work at once. */
export class ReadAhead {
  readonly #ports: ReadAheadPorts;
  #parts: Promise<Part>[] = [];
  #bytes = 0;
  /** Memory of parts that were sent: a new megabyte for each would be left to the collector. */
  readonly #spare: Uint8Array<ArrayBuffer>[] = [];

  constructor(ports: ReadAheadPorts) {
    this.#ports = ports;
  }

  /** The next part; undefined where there is none. */
  async take(): Promise<Part | undefined> {
    this.#fill();
    const next = this.#parts.shift();
    if (!next) return undefined;
    const part = await next;
    this.#bytes -= part.end - part.start;
    return part;
  }

  /** A part was sent, and nobody looks at its bytes any more. */
  giveBack({ entry, bytes }: Part): void {
    // A file of one piece is hashed when all of it is there.
    if (bytes?.byteLength === READ_BYTES && entry.info.size > PIECE_BYTES) this.#spare.push(bytes);
  }

  /** What was read is not wanted any more. */
  reset(): void {
    this.#parts = [];
    this.#bytes = 0;
  }

  #fill(): void {
    // Small files are waited for until there are many of them.
    if (this.#parts.length > AHEAD_PARTS / 2) return;
    const together = new FilesTogether();
    while (this.#bytes < AHEAD_BYTES && this.#parts.length < AHEAD_PARTS) {
      const entry = this.#ports.next();
      if (!entry) break;
      this.#parts.push(this.#readNext(entry, together));
    }
    together.read();
  }

  #readNext(entry: OutgoingEntry, together: FilesTogether): Promise<Part> {
    const { source, readBytes: start, info } = entry;
    const piece = pieceAt(start, info.size);
    const whole = start === piece.start && this.#needsWhole(entry, start);
    const end = whole ? piece.end : Math.min(start + READ_BYTES, piece.end);
    entry.readBytes = Math.max(1, end); // also of an empty file there is one part
    this.#bytes += end - start;
    const isSmall = start === 0 && end === info.size && end <= SMALL_BYTES;
    const spare = end - start === READ_BYTES ? this.#spare.pop() : undefined;
    const bytes = isSmall ? source.readWith(together) : source.readOn(start, end, spare);
    return this.#part({ entry, start, end }, bytes, whole);
  }

  /** Whether a piece is read at once because something is done with all of it. */
  #needsWhole(entry: OutgoingEntry, start: number): boolean {
    if (entry.had.has(start / PIECE_BYTES)) return true;
    return this.#ports.isSlow() && entry.isCompressible !== false;
  }

  async #part(
    place: Pick<Part, "entry" | "start" | "end">,
    read: Promise<Uint8Array<ArrayBuffer>>,
    whole: boolean,
  ): Promise<Part> {
    try {
      const bytes = await read;
      return { ...place, bytes, ...(whole && (await this.#replaced(place.entry, place.start, bytes))) };
    } catch {
      return { ...place, bytes: undefined };
    }
  }

  async #replaced(entry: OutgoingEntry, start: number, bytes: Uint8Array<ArrayBuffer>) {
    const had: Sha256 | undefined = entry.had.get(start / PIECE_BYTES);
    if (had && had === (await this.#ports.hashing.digestOf(bytes))) return { isSame: true };
    if (!this.#ports.isSlow()) return {};
    entry.isCompressible ??= await isWorthPacking(entry.file.blob);
    if (!entry.isCompressible) return {};
    const packed = await pack(bytes);
    return packed.byteLength < bytes.byteLength ? { packed } : {};
  }
}
