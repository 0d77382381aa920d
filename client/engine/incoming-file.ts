import { ProtocolError } from "#protocol/errors.ts";
import type { Sha256 } from "#protocol/ids.ts";
import type { Frame } from "#protocol/transfer/frame.ts";
import type { SenderMessage } from "#protocol/transfer/messages.ts";
import { type ByteRange, isPieceStart, pieceAt } from "#protocol/transfer/piece.ts";
import { unpack } from "./compression.ts";
import type { Hashing, HashState, PrefixHash } from "./hashing.ts";
import { HeldPieces, type Position } from "./held-pieces.ts";
import { verifyKept } from "./kept-prefix.ts";
import type { PieceBuffer, PiecePool } from "./piece-buffer.ts";
import { type FilePart, type FileSink, NoRoom, type SavedFile } from "./ports.ts";

/** How often one piece may be wrong before the whole file is asked for again. */
const MOST_BAD_PIECES = 3;

/** What a file tells of itself while it arrives. */
export interface IncomingFileEvents {
  /** What is kept of it from before a reload, which may be nothing, is verified. */
  begun(keptBytes: number): void;
  /** More has arrived, or is kept. */
  moved(): void;
  /** A piece was wrong. */
  bad(range: ByteRange): void;
  /** Nothing of it was right: everything is asked for once more. */
  restarted(): void;
  verified(hash: Sha256, saved: SavedFile | FilePart): void;
  failed(reason: "hash-mismatch" | "no-room" | "cannot-save"): void;
}

export interface IncomingFilePorts {
  readonly hashing: Hashing;
  readonly pool: PiecePool;
  /** Opened when it is first needed. */
  readonly open: () => Promise<FileSink>;
  /** An earlier file with the same name, whose pieces need not travel (XFER19). */
  readonly base: Blob | undefined;
}

type PieceWord = Pick<Extract<SenderMessage, { type: "piece" }>, "hash" | "packed" | "same">;

/**
 * One file as it arrives: puts its pieces together, hashes them in order, and gives only what is verified to
 * the sink (XFER5, XFER6).
 */
export class IncomingFile {
  readonly size: number;
  readonly #ports: IncomingFilePorts;
  readonly #events: IncomingFileEvents;
  readonly #pieces: HeldPieces;
  /** What the sender says of pieces that are not verified yet, by their end. */
  readonly #words = new Map<number, PieceWord>();
  #hash: PrefixHash | undefined;
  /** Of the first `#verifiedBytes` bytes. */
  #pieceState: HashState | undefined;
  #verifiedBytes = 0;
  /** Bytes of the present piece that are hashed already. */
  #hashedBytes = 0;
  #keptBytes = 0;
  #keptHash: Sha256 | undefined;
  #whole: Sha256 | undefined;
  #badPieces = 0;
  #restarts = 0;
  #sink: FileSink | undefined;
  #isOver = false;
  /** Everything that takes time is done one after the other. */
  #queue: Promise<void>;

  constructor(size: number, ports: IncomingFilePorts, events: IncomingFileEvents) {
    this.size = size;
    this.#ports = ports;
    this.#events = events;
    this.#pieces = new HeldPieces(ports.pool);
    this.#queue = this.#guard(() => this.#begin());
  }

  /** Verified and written. */
  get keptBytes(): number {
    return this.#keptBytes;
  }

  /** What has arrived, kept or not. */
  get arrivedBytes(): number {
    return Math.min(this.#verifiedBytes + this.#pieces.byteCount, this.size);
  }

  /** For a new channel. */
  async position(): Promise<Position> {
    await this.#queue;
    return { bytes: this.#keptBytes, hash: this.#keptHash ?? null, ranges: this.#pieces.ranges };
  }

  /** @throws {ProtocolError} where the bytes do not lie within one piece of the file */
  take({ offset, bytes, isPacked }: Frame): void {
    if (this.#isOver || offset < this.#verifiedBytes) return;
    const range = pieceAt(offset, this.size);
    if (offset + bytes.byteLength > range.end)
      throw new ProtocolError("bad-value", "frame/offset", "beyond a piece");
    const piece = this.#pieces.take(range, isPacked);
    if (piece.isPacked !== isPacked) {
      if (isPacked) return; // the piece comes once more as it is, and what is left of the packed one is late
      piece.clear(false);
    }
    if (piece.put(offset, bytes) === 0) return;
    if (range.start === this.#verifiedBytes) this.#advance();
    this.#events.moved();
  }

  /** @throws {ProtocolError} where no piece ends there, or more bytes are announced than it has */
  pieceSaid(end: number, word: PieceWord): void {
    if (this.#isOver || end <= this.#verifiedBytes) return;
    const { start } = pieceAt(Math.max(0, end - 1), this.size);
    const isEnd = end <= this.size && (isPieceStart(end) || end === this.size);
    if (!isEnd || (word.packed ?? 0) > end - start)
      throw new ProtocolError("bad-value", "piece/end", "no piece ends there");
    this.#words.set(end, word);
    if (word.same) this.#queue = this.#guard(() => this.#copySame({ start, end }));
    else this.#advance();
  }

  /** The sender has sent everything; the last piece's digest is the file's. */
  completeSaid(hash: Sha256): void {
    if (this.#isOver) return;
    this.#whole = hash;
    this.#advance();
  }

  /** What is there so far, for a look at it. */
  async peek(): Promise<Blob | undefined> {
    return this.#isOver ? undefined : this.#sink?.soFar();
  }

  /** Nothing of it is wanted any more. */
  async abort(): Promise<void> {
    this.#letGo();
    await this.#queue;
    await this.#sink?.abort().catch(() => undefined); // there is nobody left to tell
  }

  /** The page goes away; what is kept stays for the next one. */
  async suspend(): Promise<void> {
    this.#letGo();
    await this.#queue;
    await this.#sink?.suspend().catch(() => undefined);
  }

  async #begin(): Promise<void> {
    this.#hash = await this.#ports.hashing.start(this.size);
    this.#sink = await this.#ports.open();
    const kept = await verifyKept(this.#sink, this.#hash);
    this.#keptBytes = kept?.end ?? 0;
    this.#keptHash = kept?.hash;
    this.#verifiedBytes = this.#keptBytes;
    this.#pieceState = this.#hash.save();
    this.#events.begun(this.#keptBytes);
    this.#advance();
  }

  /** Hashes what has come of the present piece; at its end, it is compared. */
  #advance(): void {
    this.#hashOn();
    const { end } = pieceAt(this.#verifiedBytes, this.size);
    const piece = this.#pieces.at(this.#verifiedBytes);
    const word = this.#wordAt(end);
    if (!word || this.#pieceState === undefined) return;
    if (end === this.#verifiedBytes) {
      this.#queue = this.#guard(() => this.#finish());
      return;
    }
    if (piece?.isPacked && piece.prefixBytes >= (word.packed ?? Number.POSITIVE_INFINITY)) {
      this.#queue = this.#guard(() => this.#unpack(piece, word.packed ?? 0));
    } else if (piece && !piece.isPacked && this.#hashedBytes === end - piece.range.start) {
      this.#compare(piece, word.hash);
    }
  }

  /** What the sender said of the piece that ends there: of the last one, it may be said with the whole file. */
  #wordAt(end: number): PieceWord | undefined {
    const word = this.#words.get(end);
    return word ?? (end === this.size && this.#whole ? { hash: this.#whole } : undefined);
  }

  #hashOn(): void {
    const piece = this.#pieces.at(this.#verifiedBytes);
    if (!piece || piece.isPacked || this.#pieceState === undefined || !this.#hash) return;
    const { prefixBytes } = piece;
    this.#hash.update(piece.bytes.subarray(this.#hashedBytes, prefixBytes));
    this.#hashedBytes = prefixBytes;
  }

  #compare(piece: PieceBuffer, expected: Sha256): void {
    if (!this.#hash || this.#hash.digest() !== expected) return this.#isBad(piece);
    const { end } = piece.range;
    this.#pieces.release(piece);
    this.#words.delete(end);
    this.#verifiedBytes = end;
    this.#hashedBytes = 0;
    this.#badPieces = 0;
    this.#pieceState = this.#hash.save();
    this.#queue = this.#guard(() => this.#keep(piece, expected)).then(() => this.#pieces.giveBack(piece));
    this.#advance();
  }

  async #keep({ bytes, range: { end } }: PieceBuffer, hash: Sha256): Promise<void> {
    await this.#sink?.write(bytes, { end, hash });
    this.#keptBytes = end;
    this.#keptHash = hash;
    this.#events.moved();
  }

  #isBad(piece: PieceBuffer): void {
    if (this.#pieceState !== undefined) this.#hash?.restore(this.#pieceState);
    piece.clear(false);
    this.#words.delete(piece.range.end);
    this.#hashedBytes = 0;
    this.#badPieces++;
    if (this.#badPieces <= MOST_BAD_PIECES) return this.#events.bad(piece.range);
    this.#queue = this.#guard(() => this.#restart());
  }

  /** The file is thrown away, and asked for once more; once only (XFER6). */
  async #restart(): Promise<void> {
    this.#restarts++;
    if (this.#restarts > 1) return this.#fail("hash-mismatch");
    await this.#sink?.truncate(0);
    this.#hash?.release();
    this.#hash = await this.#ports.hashing.start(this.size);
    this.#pieceState = this.#hash.save();
    this.#pieces.drop();
    this.#words.clear();
    this.#whole = undefined;
    this.#badPieces = 0;
    this.#hashedBytes = 0;
    this.#verifiedBytes = 0;
    this.#keptBytes = 0;
    this.#keptHash = undefined;
    this.#events.restarted();
  }

  async #unpack(piece: PieceBuffer, packedBytes: number): Promise<void> {
    if (!piece.isPacked || piece.range.start !== this.#verifiedBytes) return;
    const { start, end } = piece.range;
    const bytes = await unpack(piece.bytes.slice(0, packedBytes), end - start);
    if (this.#isOver) return;
    if (!bytes) return this.#isBad(piece);
    piece.clear(false);
    piece.put(start, bytes);
    this.#advance();
  }

  async #copySame({ start, end }: ByteRange): Promise<void> {
    const bytes = await this.#ports.base?.slice(start, end).arrayBuffer();
    if (this.#isOver || start < this.#verifiedBytes) return;
    const piece = this.#pieces.take({ start, end }, false);
    if (bytes?.byteLength !== end - start) return this.#isBad(piece);
    piece.clear(false);
    piece.put(start, new Uint8Array(bytes));
    this.#advance();
    this.#events.moved();
  }

  async #finish(): Promise<void> {
    if (this.#keptBytes !== this.size || !this.#whole) return;
    const whole = this.#whole;
    // An empty file has no piece that was compared.
    const hash = this.#keptHash ?? this.#hash?.digest();
    if (hash !== whole) return this.#restart();
    const saved = await this.#sink?.finish();
    if (this.#isOver || !saved) return;
    this.#letGo();
    this.#events.verified(whole, saved);
  }

  #fail(reason: "hash-mismatch" | "no-room" | "cannot-save"): void {
    if (this.#isOver) return;
    this.#events.failed(reason);
  }

  #letGo(): void {
    this.#isOver = true;
    this.#pieces.drop();
    this.#words.clear();
    this.#hash?.release();
    this.#hash = undefined;
  }

  /** Does it when everything before is done; what goes wrong is the file's end. */
  async #guard(work: () => Promise<void>): Promise<void> {
    await this.#queue;
    if (this.#isOver) return;
    try {
      await work();
    } catch (error) {
      this.#fail(error instanceof NoRoom ? "no-room" : "cannot-save");
    }
  }
}
