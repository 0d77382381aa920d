import { FRAME_HEADER_BYTES, type Frame, writeFrameHeader } from "#protocol/transfer/frame.ts";
import type { SenderMessage } from "#protocol/transfer/messages.ts";
import { type ByteRange, isPieceStart, pieceAt, withoutRanges } from "#protocol/transfer/piece.ts";
import type { Lane, LaneSet } from "./lane-set.ts";
import type { OutgoingEntry } from "./outgoing-offer.ts";
import type { Part, ReadAhead } from "./read-ahead.ts";
import { READ_BYTES } from "./source-file.ts";

/** Most bytes on their way that the receiver has not written yet (XFER5). */
const WINDOW_BYTES = 16_777_216;

export interface PumpPorts {
  readonly lanes: LaneSet;
  readonly readAhead: ReadAhead;
  readonly say: (message: SenderMessage) => void;
  /** Whether bytes may move at all now. */
  readonly mayMove: () => boolean;
  /** Of all files together. */
  readonly unkeptBytes: () => number;
  /** Bytes of it from there on are sent now. */
  readonly goesOn: (entry: OutgoingEntry, start: number) => void;
  readonly unreadable: (entry: OutgoingEntry) => void;
}

/** A part that goes over the lanes once more. */
interface Resend {
  readonly entry: OutgoingEntry;
  readonly range: ByteRange;
}

/** Moves the bytes of the files that are to be sent, in order, over whichever lane has room (XFER5, XFER15). */
export class Pump {
  readonly #ports: PumpPorts;
  #resends: Resend[] = [];
  #scratch = new Uint8Array(0);
  #isRunning = false;
  #hasChanged = false;
  /** Counts the channels: what was being sent on an older one is let go. */
  #run = 0;
  #woken: () => void = () => {};
  /** Whether the lanes were what held it up since this was last asked. */
  #waitedForLanes = false;
  #waitsForLanes = false;

  constructor(ports: PumpPorts) {
    this.#ports = ports;
  }

  /** From now on nothing of what was being sent counts. */
  reset(): void {
    this.#run++;
    this.#resends = [];
    this.#ports.readAhead.reset();
    this.wake();
  }

  /** Something has changed: there may be something to do, or to wait for no longer. */
  wake(): void {
    this.#woken();
    this.#hasChanged = true;
    if (!this.#isRunning) void this.#work();
  }

  /** The receiver wants bytes once more, as they are. */
  resend(entry: OutgoingEntry, range: ByteRange): void {
    entry.travelsPlain(pieceAt(range.start, entry.info.size).start);
    if (range.end > range.start) this.#resends.push({ entry, range });
    this.wake();
  }

  /** What may be lost with a lane goes over the others. */
  laneLost(lane: number, entries: Iterable<OutgoingEntry>): void {
    for (const entry of entries) {
      if (entry.outcome) continue;
      for (const range of entry.carriedBy(lane)) this.#resends.push({ entry, range });
    }
    this.wake();
  }

  /** Whether more lanes might have helped, since the last time. */
  takeWaitedForLanes(): boolean {
    const waited = this.#waitedForLanes;
    this.#waitedForLanes = this.#waitsForLanes;
    return waited;
  }

  async #work(): Promise<void> {
    this.#isRunning = true;
    // What changes while it is found that there is nothing to do is looked at once more.
    while (this.#hasChanged) {
      this.#hasChanged = false;
      while (this.#ports.mayMove() && (await this.#moveOne()));
    }
    this.#isRunning = false;
  }

  /** @returns whether there was something to do */
  async #moveOne(): Promise<boolean> {
    const resend = this.#resends.shift();
    if (resend) {
      await this.#sendAgain(resend);
      return true;
    }
    if (this.#ports.unkeptBytes() >= WINDOW_BYTES) return false;
    const run = this.#run;
    const part = await this.#ports.readAhead.take();
    if (run !== this.#run) return true;
    if (!part) return false;
    if (!part.entry.outcome) await this.#send(part, run);
    return true;
  }

  async #send(part: Part, run: number): Promise<void> {
    const { entry, start, end, bytes, packed, isSame } = part;
    this.#ports.goesOn(entry, start);
    if (!bytes) return this.#ports.unreadable(entry);
    if (packed || isSame || bytes.byteLength === 0) entry.source.hashIn(start, bytes);
    if (packed) entry.travelsPacked(start, packed);
    if (!isSame) {
      const isSent = await this.#sendBytes(entry, start, packed ?? bytes, packed !== undefined, run);
      if (!isSent) return;
    }
    entry.sentBytes = Math.max(entry.sentBytes, end);
    this.#sayEnd(part);
    this.#ports.readAhead.giveBack(part);
  }

  /** At the end of a piece its digest, at the end of the file the file's. */
  #sayEnd({ entry, end, packed, isSame }: Part): void {
    const { fileId, size } = entry.info;
    const hash = entry.source.digestAt(end);
    if (!hash) return;
    if ((isPieceStart(end) && end < size) || packed || isSame) {
      const how = { ...(packed && { packed: packed.byteLength }), ...(isSame && { same: true as const }) };
      this.#ports.say({ type: "piece", fileId, end, hash, ...how });
    }
    if (end !== size) return;
    entry.isCompleteSaid = true;
    this.#ports.say({ type: "file_complete", fileId, hash });
  }

  /** Bytes that were lost or wrong: as they are, with what was said of their pieces, or packed as before. */
  async #sendAgain({ entry, range }: Resend): Promise<void> {
    const run = this.#run;
    const packed = entry.packedBytes(range);
    if (packed) return void (await this.#sendGap(entry, range.start, packed, true, run));
    for (let start = range.start; start < range.end && !entry.outcome; ) {
      const pieceEnd = start - (start % READ_BYTES) + READ_BYTES;
      const end = Math.min(pieceEnd, range.end);
      const bytes = await entry.source.read(start, end).catch(() => undefined);
      if (run !== this.#run || entry.outcome) return;
      if (!bytes) return this.#ports.unreadable(entry);
      if (!(await this.#sendBytes(entry, start, bytes, false, run))) return;
      const hash = isPieceStart(end) && end < entry.info.size && entry.source.digestAt(end);
      if (hash) this.#ports.say({ type: "piece", fileId: entry.info.fileId, end, hash });
      start = end;
    }
  }

  /** @returns false where the channel was replaced, or the file ended, meanwhile */
  async #sendBytes(
    entry: OutgoingEntry,
    start: number,
    bytes: Uint8Array<ArrayBuffer>,
    isPacked: boolean,
    run: number,
  ): Promise<boolean> {
    const whole = { start, end: start + bytes.byteLength };
    const gaps = isPacked ? [whole] : withoutRanges(whole, entry.ranges);
    for (const { start: from, end } of gaps) {
      const gap = bytes.subarray(from - start, end - start);
      if (!(await this.#sendGap(entry, from, gap, isPacked, run))) return false;
    }
    // What the receiver had already was not sent, but belongs to the digest.
    if (!isPacked) entry.source.hashIn(start, bytes);
    return true;
  }

  async #sendGap(
    entry: OutgoingEntry,
    start: number,
    bytes: Uint8Array<ArrayBuffer>,
    isPacked: boolean,
    run: number,
  ): Promise<boolean> {
    for (let sent = 0; sent < bytes.byteLength; ) {
      const lane = this.#ports.mayMove() ? this.#ports.lanes.pick() : undefined;
      if (!lane) {
        await this.#room();
        if (run !== this.#run || entry.outcome) return false;
        continue;
      }
      const offset = start + sent;
      const chunk = bytes.subarray(sent, sent + lane.chunkBytes - FRAME_HEADER_BYTES);
      this.#sendFrame(lane, { fileId: entry.info.fileId, offset, isPacked, bytes: chunk });
      entry.carried({ start: offset, end: offset + chunk.byteLength }, lane.number);
      // Bit by bit, because hashing a whole piece would let the lanes run dry meanwhile.
      if (!isPacked) entry.source.hashIn(offset, chunk);
      sent += chunk.byteLength;
    }
    return true;
  }

  #sendFrame(lane: Lane, frame: Frame): void {
    const messageBytes = FRAME_HEADER_BYTES + frame.bytes.byteLength;
    // One message's memory serves them all: a link copies what it sends.
    if (this.#scratch.byteLength < messageBytes) this.#scratch = new Uint8Array(lane.chunkBytes);
    const message = this.#scratch.subarray(0, messageBytes);
    writeFrameHeader(message, frame);
    message.set(frame.bytes, FRAME_HEADER_BYTES);
    this.#ports.lanes.send(lane, message);
  }

  /** Waits until a lane may have room, or something else has changed. */
  async #room(): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.#woken = resolve;
    });
    if (!this.#ports.mayMove()) return woken;
    this.#waitedForLanes = true;
    this.#waitsForLanes = true;
    await Promise.race([woken, this.#ports.lanes.room()]);
    this.#waitsForLanes = false;
  }
}
