import { ProtocolError } from "#protocol/errors.ts";
import type { FileId, Sha256 } from "#protocol/ids.ts";
import type { ControlMessage, FileFailure, ReceiverMessage } from "#protocol/transfer/messages.ts";
import { isPieceStart } from "#protocol/transfer/piece.ts";
import type { FailureReason, TransferEvent } from "#protocol/transfer/state.ts";
import type { ChangeLog } from "./change-log.ts";
import { Hashing } from "./hashing.ts";
import type { LaneSet } from "./lane-set.ts";
import { type Outgoing, type OutgoingEntry, OutgoingOffers, wordsOf } from "./outgoing-offer.ts";
import type { EngineEvents, OutgoingFile } from "./ports.ts";
import { Pump } from "./pump.ts";
import { ReadAhead } from "./read-ahead.ts";
import { SendingQueue } from "./sending-queue.ts";

export interface OutboxPorts {
  readonly nextOffer: number;
  readonly lanes: LaneSet;
  readonly changes: ChangeLog;
  readonly say: (message: ControlMessage) => void;
  readonly events: Pick<EngineEvents, "answered" | "capacity">;
  /** Whether bytes may move at all now. */
  readonly mayMove: () => boolean;
  /** Whether packing is quicker than sending. */
  readonly isSlow: () => boolean;
  /** Something was settled, or is no longer. */
  readonly touched: () => void;
}

/** Offers files and, once they are accepted, sends them (XFER4-XFER6, XFER14). */
export class Outbox {
  readonly #ports: OutboxPorts;
  readonly #hashing = new Hashing();
  readonly #offers: OutgoingOffers;
  /** Moves the bytes. */
  readonly pump: Pump;
  readonly #queue = new SendingQueue();
  #isGreeted = false;
  #isOver = false;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
    this.#offers = new OutgoingOffers(this.#hashing, ports.nextOffer);
    const readAhead = new ReadAhead({
      hashing: this.#hashing,
      next: () => this.#queue.nextToRead(),
      isSlow: ports.isSlow,
    });
    this.pump = new Pump({
      lanes: ports.lanes,
      readAhead,
      say: ports.say,
      mayMove: () => !this.#isOver && ports.mayMove(),
      unkeptBytes: () => this.#queue.unkeptBytes,
      goesOn: (entry, start) => {
        this.#queue.begun(entry);
        if (start === 0) ports.changes.add(entry.info.fileId, { type: "started" });
      },
      unreadable: (entry) => this.#withdraw(entry, "unreadable"),
    });
  }

  /** Adds an offer under the next number. */
  offer(files: readonly OutgoingFile[]): void {
    this.#added(this.#offers.add(files));
  }

  /** The files of an offer that was accepted before this page was reloaded, chosen once more. */
  offerAgain(number: number, files: readonly OutgoingFile[]): void {
    const offer = this.#offers.add(files, number);
    for (const { info } of offer.entries)
      this.#ports.changes.add(info.fileId, { type: "accepted", again: true });
    this.#added(offer);
  }

  /** The channel is new: nothing that was said or sent on an older one counts. */
  attach(): void {
    this.#isGreeted = false;
    this.#queue.clear();
    for (const offer of this.#offers.all) {
      offer.isSaid = false;
      offer.isRunning = false;
      offer.checks = [];
      for (const entry of offer.entries) if (!entry.outcome) entry.rewind();
    }
    this.pump.reset();
  }

  /** The receiver is known: it hears what there is to have. */
  greeted(): void {
    this.#isGreeted = true;
    for (const offer of this.#offers.unfinished) this.#say(offer);
  }

  laneLost(lane: number): void {
    this.pump.laneLost(lane, this.#offers.entries);
  }

  /** @throws {ProtocolError} where the receiver breaks the rules */
  receive(message: ReceiverMessage): void {
    switch (message.type) {
      case "capacity":
        return this.#ports.events.capacity(message.offer, message);
      case "accept":
        return this.#accepted(this.#offers.offer(message.offer));
      case "decline":
        return this.#declined(this.#offers.offer(message.offer));
      default:
        return this.#receiveOf(this.#offers.entry(message.fileId), message);
    }
  }

  /** @returns whether the file is one of these */
  cancel(fileId: FileId, reason: FileFailure = "cancelled"): boolean {
    const entry = this.#offers.find(fileId);
    if (entry) this.#withdraw(entry, reason);
    return entry !== undefined;
  }

  readonly owns = (fileId: FileId): boolean => this.#offers.find(fileId) !== undefined;

  get isEmpty(): boolean {
    return this.#offers.isEmpty;
  }

  get isSettled(): boolean {
    return this.#offers.isSettled;
  }

  /** Whether bytes are to be sent. */
  get isBusy(): boolean {
    return this.#queue.isBusy;
  }

  /** Something happened to everything that is under way. */
  reportAll(event: TransferEvent): void {
    for (const { info, outcome } of this.#offers.entries) {
      if (!outcome) this.#ports.changes.add(info.fileId, event);
    }
  }

  /** Nothing more is sent; what is unfinished has failed. */
  end(reason: FailureReason): void {
    this.#isOver = true;
    for (const entry of this.#offers.entries) this.#fail(entry, reason);
    this.pump.reset();
  }

  #added(offer: Outgoing): void {
    if (this.#isGreeted) this.#say(offer);
    this.#ports.touched();
  }

  #say(offer: Outgoing): void {
    for (const message of wordsOf(offer)) this.#ports.say(message);
    offer.isSaid = true;
  }

  /** Once for each channel, after everything that the receiver says it has was compared. */
  #accepted(offer: Outgoing): void {
    if (!offer.isSaid || offer.isRunning || offer.state === "declined" || this.#isOver) return;
    offer.isRunning = true;
    void Promise.all(offer.checks).then(() => {
      if (offer.isRunning && !this.#isOver) this.#start(offer);
    });
  }

  #start(offer: Outgoing): void {
    if (offer.state === "open") {
      offer.state = "accepted";
      for (const { info, outcome } of offer.entries) {
        if (!outcome) this.#ports.changes.add(info.fileId, { type: "accepted" });
      }
      this.#ports.events.answered(offer.number, true);
    }
    for (const { info, outcome, withdrawn, goesOn } of offer.entries) {
      // The receiver may not have heard, on a lost channel, that this one will not come.
      if (withdrawn) this.#ports.say({ type: "withdraw", fileId: info.fileId, reason: withdrawn });
      else if (!outcome) for (const event of goesOn) this.#ports.changes.add(info.fileId, event);
    }
    this.#queue.push(offer.entries);
    this.pump.wake();
  }

  #declined(offer: Outgoing): void {
    if (offer.state === "declined" || offer.isRunning) return; // after a reload here it counts as accepted
    offer.state = "declined";
    this.#ports.events.answered(offer.number, false);
    for (const entry of offer.entries) this.#fail(entry, "declined");
  }

  #receiveOf(entry: OutgoingEntry, message: Exclude<ReceiverMessage, { offer: number }>): void {
    const { size } = entry.info;
    switch (message.type) {
      case "resume":
        return this.#resumes(entry, message);
      case "have":
        message.hashes.forEach((hash, i) => void entry.had.set(message.from + i, hash));
        return;
      case "progress":
        return this.#progressed(entry, message);
      case "resend": {
        const [start, end] = message.range;
        if (end > size) throw new ProtocolError("bad-value", "resend/range", "beyond the file");
        return this.pump.resend(entry, { start, end: Math.min(end, entry.sentBytes) });
      }
      case "restart":
        return this.#restart(entry);
      case "file_verified":
        return this.#verified(entry, message.hash);
      case "file_failed":
        return this.#fail(entry, message.reason);
    }
  }

  #resumes(entry: OutgoingEntry, message: Extract<ReceiverMessage, { type: "resume" }>): void {
    const { bytes, hash, ranges } = message;
    const { size } = entry.info;
    if (bytes > size || (!isPieceStart(bytes) && bytes !== size))
      throw new ProtocolError("bad-value", "resume/bytes", "no piece ends there");
    const { offer } = entry;
    if (offer.isRunning || entry.withdrawn) return;
    // After a reload there, what was verified may not have been handed over: it travels once more.
    if (entry.outcome === "verified") this.#reopen(entry);
    entry.resumeAt(
      bytes,
      ranges.map(([start, end]) => ({ start, end })),
    );
    if (bytes > 0) offer.checks.push(this.#check(entry, bytes, hash));
  }

  /** Whether what the receiver has is the beginning of this very file. */
  async #check(entry: OutgoingEntry, bytes: number, hash: Sha256 | null): Promise<void> {
    const own = await entry.source.digestOfFirst(bytes).catch(() => undefined);
    if (own !== hash) this.#withdraw(entry, own ? "changed" : "unreadable");
  }

  #progressed(entry: OutgoingEntry, { bytes, kept }: Extract<ReceiverMessage, { type: "progress" }>): void {
    if (entry.outcome || kept > entry.sentBytes || bytes > entry.info.size) return;
    this.#ports.changes.add(entry.info.fileId, { type: "arrived", bytes });
    if (kept <= entry.keptBytes) return;
    entry.kept(kept);
    this.pump.wake();
  }

  /** Nothing that the receiver had was right. */
  #restart(entry: OutgoingEntry): void {
    if (entry.outcome) return;
    entry.rewind();
    entry.had.clear();
    this.#ports.changes.add(entry.info.fileId, { type: "restarted" });
    this.#queue.push([entry]);
    this.pump.wake();
  }

  #reopen(entry: OutgoingEntry): void {
    entry.outcome = undefined;
    this.#ports.changes.add(entry.info.fileId, { type: "restarted" });
    this.#ports.touched();
  }

  #verified(entry: OutgoingEntry, hash: Sha256): void {
    const { fileId, size } = entry.info;
    if (entry.outcome) return;
    const own = entry.source.digestAt(size);
    if (own === undefined && !this.#isAfterReload(entry)) return;
    if (own !== undefined && own !== hash) return this.#withdraw(entry, "hash-mismatch");
    this.#ports.changes.add(fileId, { type: "started" });
    this.#ports.changes.add(fileId, { type: "arrived", bytes: size });
    this.#ports.changes.add(fileId, { type: "verified", sha256: hash });
    this.#settle(entry, "verified");
  }

  /** A page that was reloaded has not read what was verified before; the receiver alone knows. */
  #isAfterReload({ offer: { isSaid, isRunning, state } }: OutgoingEntry): boolean {
    return isSaid && !isRunning && state === "accepted";
  }

  #withdraw(entry: OutgoingEntry, reason: FileFailure): void {
    if (entry.outcome) return;
    entry.withdrawn = reason;
    // Where the offer is not given yet on a new channel, it is told after the answer.
    if (entry.offer.isSaid) this.#ports.say({ type: "withdraw", fileId: entry.info.fileId, reason });
    this.#fail(entry, reason);
  }

  #fail(entry: OutgoingEntry, reason: FailureReason): void {
    if (entry.outcome) return;
    this.#ports.changes.add(entry.info.fileId, { type: "failed", reason });
    this.#settle(entry, "failed");
  }

  #settle(entry: OutgoingEntry, outcome: "verified" | "failed"): void {
    entry.outcome = outcome;
    entry.source.close();
    this.#queue.settled(entry);
    this.pump.wake();
    this.#ports.touched();
  }
}
