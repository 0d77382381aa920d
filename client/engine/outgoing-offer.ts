import { ProtocolError } from "#protocol/errors.ts";
import type { FileId, Sha256 } from "#protocol/ids.ts";
import type { FileFailure, SenderMessage } from "#protocol/transfer/messages.ts";
import { type ByteRange, pieceAt, withRange } from "#protocol/transfer/piece.ts";
import type { FileInfo, TransferEvent } from "#protocol/transfer/state.ts";
import type { Hashing } from "./hashing.ts";
import type { OutgoingFile } from "./ports.ts";
import { SourceFile } from "./source-file.ts";

/** One file of an offer, as the sender knows it. */
export class OutgoingEntry {
  readonly offer: Outgoing;
  readonly info: FileInfo;
  readonly file: OutgoingFile;
  readonly source: SourceFile;
  /** Everything before was sent on these channels, or is with the receiver. */
  sentBytes = 0;
  /** Everything before was asked for from the disk. */
  readBytes = 0;
  /** Verified and written by the receiver. */
  keptBytes = 0;
  /** With the receiver already, although what is before is not. */
  ranges: readonly ByteRange[] = [];
  /** SHA-256 of single pieces that the receiver has from an earlier version, by number of the piece. */
  readonly had = new Map<number, Sha256>();
  /** Whether samples of it shrink; undefined before anybody looked. */
  isCompressible: boolean | undefined;
  isCompleteSaid = false;
  outcome: "verified" | "failed" | undefined;
  /** Why this side gave it up. */
  withdrawn: FileFailure | undefined;
  /** Which bytes of pieces that are not kept yet went over which lane, by the piece's start. */
  readonly #carriers = new Map<number, Map<number, ByteRange[]>>();
  /** What pieces that are not kept yet travel as, where that is not their own bytes, by the piece's start. */
  readonly #packed = new Map<number, Uint8Array<ArrayBuffer>>();

  constructor(offer: Outgoing, file: OutgoingFile, hashing: Hashing) {
    this.offer = offer;
    const { fileId, name, path, isText = false, blob } = file;
    this.file = file;
    this.source = new SourceFile(blob, hashing);
    const folders = path?.split("/").filter(Boolean) ?? [];
    this.info = { fileId, direction: "out", name, folders, size: blob.size, isText };
  }

  /** Whether everything was asked for from the disk; of an empty file, whether it was begun. */
  get isRead(): boolean {
    return this.readBytes >= Math.max(1, this.info.size);
  }

  /** Sent, but not kept: so much of the receiver's memory it may take. */
  get unkeptBytes(): number {
    return this.outcome ? 0 : Math.max(0, this.sentBytes - this.keptBytes);
  }

  get meta(): SenderMessage {
    const { fileId, name, path, isText, blob } = this.file;
    return {
      type: "file_meta",
      fileId,
      name,
      size: blob.size,
      ...(path !== undefined && { path }),
      ...(isText && { kind: "text" as const }),
    };
  }

  /** On a new channel, until the receiver says where it is. */
  rewind(): void {
    this.sentBytes = 0;
    this.readBytes = 0;
    this.keptBytes = 0;
    this.ranges = [];
    this.isCompleteSaid = false;
    this.#carriers.clear();
    this.#packed.clear();
  }

  resumeAt(bytes: number, ranges: readonly ByteRange[]): void {
    this.rewind();
    this.sentBytes = bytes;
    this.readBytes = bytes;
    this.keptBytes = bytes;
    this.ranges = ranges;
  }

  /** What happens to it when it goes on over another channel, perhaps of another page. */
  get goesOn(): TransferEvent[] {
    const { keptBytes: bytes } = this;
    const begun: TransferEvent[] = bytes > 0 ? [{ type: "started" }] : [];
    return [...begun, { type: "resumed" }, { type: "arrived", bytes }];
  }

  kept(bytes: number): void {
    this.keptBytes = bytes;
    for (const pieces of [this.#carriers, this.#packed]) {
      for (const start of pieces.keys())
        if (pieceAt(start, this.info.size).end <= bytes) pieces.delete(start);
    }
  }

  /** The piece that begins there travels packed, also where a part of it has to travel once more. */
  travelsPacked(start: number, packed: Uint8Array<ArrayBuffer>): void {
    this.#packed.set(start, packed);
  }

  /** From now on the piece that begins there travels as it is. */
  travelsPlain(start: number): void {
    this.#packed.delete(start);
  }

  /** The packed bytes of a range that went over a lane; undefined where the piece travels as it is. */
  packedBytes({ start, end }: ByteRange): Uint8Array<ArrayBuffer> | undefined {
    const piece = pieceAt(start, this.info.size);
    return this.#packed.get(piece.start)?.subarray(start - piece.start, end - piece.start);
  }

  /** Bytes are on their way over a lane; of a packed piece, counted from where the piece begins. */
  carried(range: ByteRange, lane: number): void {
    const piece = pieceAt(range.start, this.info.size);
    const byLane = this.#carriers.get(piece.start) ?? new Map<number, ByteRange[]>();
    this.#carriers.set(piece.start, byLane);
    byLane.set(lane, withRange(byLane.get(lane) ?? [], range));
    this.sentBytes = Math.max(this.sentBytes, range.end);
  }

  /** What may be lost with a lane; it is not told a second time. */
  carriedBy(lane: number): ByteRange[] {
    return [...this.#carriers.values()].flatMap((byLane) => {
      const ranges = byLane.get(lane) ?? [];
      byLane.delete(lane);
      return ranges;
    });
  }
}

/** An offer of this side and how far it has come. */
export interface Outgoing {
  readonly number: number;
  readonly entries: OutgoingEntry[];
  /** What the receiver answered; asked for again on each new channel. */
  state: "open" | "accepted" | "declined";
  /** The list was given on this channel. */
  isSaid: boolean;
  /** The receiver has accepted on this channel. */
  isRunning: boolean;
  /** What the receiver says it has is being compared. */
  checks: Promise<void>[];
}

/** How an offer is put to the other side. */
export function wordsOf({ number, entries }: Outgoing): SenderMessage[] {
  const bytes = entries.reduce((sum, { info }) => sum + info.size, 0);
  const end: SenderMessage = { type: "offer", offer: number, files: entries.length, bytes };
  return [...entries.map(({ meta }) => meta), end];
}

/** The offers of this side and their files. */
export class OutgoingOffers {
  readonly #offers = new Map<number, Outgoing>();
  readonly #entries = new Map<FileId, OutgoingEntry>();
  readonly #hashing: Hashing;
  #nextNumber: number;

  /** @param nextNumber of the next new offer */
  constructor(hashing: Hashing, nextNumber: number) {
    this.#hashing = hashing;
    this.#nextNumber = nextNumber;
  }

  /** @param number that it had before the page was reloaded; the next one where it is new */
  add(files: readonly OutgoingFile[], number?: number): Outgoing {
    const offer: Outgoing = {
      number: number ?? this.#nextNumber,
      entries: [],
      state: number === undefined ? "open" : "accepted",
      isSaid: false,
      isRunning: false,
      checks: [],
    };
    for (const file of files) {
      const entry = new OutgoingEntry(offer, file, this.#hashing);
      offer.entries.push(entry);
      this.#entries.set(file.fileId, entry);
    }
    this.#nextNumber = Math.max(this.#nextNumber, offer.number + 1);
    this.#offers.set(offer.number, offer);
    return offer;
  }

  get all(): Iterable<Outgoing> {
    return this.#offers.values();
  }

  /** Those that the receiver has to hear about on a new channel. */
  get unfinished(): Outgoing[] {
    return [...this.#offers.values()].filter(
      ({ state, entries }) => state !== "declined" && !entries.every(({ outcome }) => outcome === "verified"),
    );
  }

  get entries(): Iterable<OutgoingEntry> {
    return this.#entries.values();
  }

  get isEmpty(): boolean {
    return this.#offers.size === 0;
  }

  get isSettled(): boolean {
    for (const { outcome } of this.#entries.values()) if (!outcome) return false;
    return true;
  }

  find(fileId: FileId): OutgoingEntry | undefined {
    return this.#entries.get(fileId);
  }

  /** @throws {ProtocolError} where this side has no such file */
  entry(fileId: FileId): OutgoingEntry {
    const entry = this.#entries.get(fileId);
    if (!entry) throw new ProtocolError("bad-value", "fileId", "never offered");
    return entry;
  }

  /** @throws {ProtocolError} where nothing was offered under this number */
  offer(number: number): Outgoing {
    const offer = this.#offers.get(number);
    if (!offer) throw new ProtocolError("bad-value", "offer", "never made");
    return offer;
  }
}
