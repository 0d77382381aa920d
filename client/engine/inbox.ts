import { ProtocolError } from "#protocol/errors.ts";
import type { FileId, Sha256 } from "#protocol/ids.ts";
import { decodeFrame } from "#protocol/transfer/frame.ts";
import type { FileFailure, ReceiverMessage, SenderMessage } from "#protocol/transfer/messages.ts";
import { OfferList } from "#protocol/transfer/offer-list.ts";
import type { FailureReason, TransferEvent } from "#protocol/transfer/state.ts";
import type { ChangeLog } from "./change-log.ts";
import { EarlierFiles } from "./earlier-files.ts";
import { HandOver } from "./hand-over.ts";
import { Hashing } from "./hashing.ts";
import { IncomingFile } from "./incoming-file.ts";
import {
  type Entry,
  type Incoming,
  IncomingOffers,
  incoming,
  inWireForm,
  listAgain,
  recalled,
  shown,
  type Verdict,
} from "./incoming-offer.ts";
import { PiecePool } from "./piece-buffer.ts";
import type { EngineEvents, EngineOptions, EnginePorts, FilePart, SavedFile, SavePlan } from "./ports.ts";
import { ProgressReports } from "./progress-reports.ts";
import { Records } from "./records.ts";
import { withoutRoom } from "./room.ts";

export interface InboxPorts extends Pick<EnginePorts, "clock" | "saving"> {
  readonly options: EngineOptions;
  readonly changes: ChangeLog;
  readonly say: (message: ReceiverMessage) => void;
  /** Whether an id is one of this side's own files. */
  readonly isOwn: (fileId: FileId) => boolean;
  readonly events: Pick<EngineEvents, "offered" | "restored" | "saved">;
  /** Something was settled, or is no longer. */
  readonly touched: () => void;
}

/** Takes offers of the other side, and the files of those that were accepted (XFER4-XFER7, XFER14). */
export class Inbox {
  readonly #ports: InboxPorts;
  readonly #hashing = new Hashing();
  readonly #pool = new PiecePool();
  readonly #offers = new IncomingOffers();
  readonly #earlier = new EarlierFiles(this.#hashing);
  readonly #records: Records;
  #list = new OfferList();
  /** Counts the channels: an answer that took time is not for a later one. */
  #channel = 0;
  readonly #progress: ProgressReports;
  readonly #handOver: HandOver;
  #isOver = false;

  constructor(ports: InboxPorts) {
    this.#ports = ports;
    const { clock, saving, events, touched, options } = ports;
    this.#records = new Records(clock, saving, options.session);
    this.#handOver = new HandOver({ saving, session: options.session, saved: events.saved, touched });
    this.#progress = new ProgressReports(clock, (entry, progress) => {
      const { bytes, kept } = progress;
      this.#say(entry.offer, progress);
      // All bytes are there, but not all are verified: that is told when they are.
      if (bytes < entry.info.size) this.#report(entry, { type: "arrived", bytes, kept });
    });
  }

  /** Takes up what this device was receiving before the page was reloaded. */
  async restore(): Promise<void> {
    for (const record of await this.#records.load()) {
      const offer = recalled(record);
      this.#offers.add(offer);
      this.#ports.events.restored(shown(offer), record.plan);
      for (const entry of offer.entries) this.#report(entry, { type: "accepted", again: true });
      for (const entry of offer.entries) this.#recall(entry, record.plan);
    }
    this.#ports.touched();
  }

  /** A new channel: the sender gives its lists again, and then hears how far everything is. */
  attach(): void {
    this.#channel++;
    this.#list = new OfferList();
    this.#offers.unlist();
  }

  /** @throws {ProtocolError} where the sender breaks the rules */
  receive(message: SenderMessage): void {
    switch (message.type) {
      case "file_meta":
        if (this.#ports.isOwn(message.fileId))
          throw new ProtocolError("bad-value", "offer/fileId", "in use by this side");
        return this.#list.announce(message);
      case "offer":
        return this.#offered(message);
      case "piece":
        return this.#open(message.fileId)?.pieceSaid(message.end, message);
      case "file_complete":
        return this.#open(message.fileId)?.completeSaid(message.hash);
      case "withdraw":
        return this.#fail(this.#offers.entry(message.fileId), message.reason);
    }
  }

  /** A binary message. @throws {ProtocolError} where it is not a frame of an accepted file */
  bytes(message: ArrayBuffer): void {
    const frame = decodeFrame(message);
    this.#open(frame.fileId)?.take(frame);
    if (this.#pool.isOverdrawn)
      throw new ProtocolError("too-large", "frame", "far ahead of what was written");
  }

  accept(number: number, plan: SavePlan): void {
    const offer = this.#offers.open(number);
    if (!offer) return;
    offer.state = "accepted";
    offer.plan = plan;
    for (const entry of offer.entries) this.#report(entry, { type: "accepted" });
    const noRoom = withoutRoom(offer.entries, plan);
    this.#records.note(offer);
    void this.#answer(offer, noRoom);
  }

  decline(number: number): void {
    const offer = this.#offers.open(number);
    if (!offer) return;
    offer.state = "declined";
    for (const entry of offer.entries) this.#fail(entry, "declined");
    this.#say(offer, { type: "decline", offer: number });
  }

  /** @returns whether the file is one of these */
  cancel(fileId: FileId): boolean {
    const entry = this.#offers.find(fileId);
    if (entry?.offer.state === "accepted") this.#giveUp(entry, "cancelled");
    return entry !== undefined;
  }

  async peek(fileId: FileId): Promise<Blob | undefined> {
    return this.#offers.find(fileId)?.file?.peek();
  }

  get isSettled(): boolean {
    return this.#offers.isSettled && this.#handOver.isIdle;
  }

  get isEmpty(): boolean {
    return this.#offers.isEmpty;
  }

  /** Something happened to everything that is under way. */
  reportAll(event: TransferEvent): void {
    for (const entry of this.#offers.entries) if (!entry.isSettled) this.#report(entry, event);
  }

  /** Nothing more is taken; what is unfinished has failed and leaves nothing behind. */
  end(reason: FailureReason): void {
    this.#isOver = true;
    for (const entry of this.#offers.entries) this.#fail(entry, reason);
  }

  /** Waits for what is being finished. @param keep leave the rest for another page of this session */
  async stop(keep: boolean): Promise<void> {
    this.#isOver = true;
    const open = [...this.#offers.entries].flatMap(({ file }) => file ?? []);
    await Promise.all(open.map((file) => (keep ? file.suspend() : file.abort())));
    this.#handOver.finishAll();
    await this.#handOver.finished();
    await this.#records.close(keep);
  }

  #offered(counts: Extract<SenderMessage, { type: "offer" }>): void {
    const metas = this.#list.close(counts);
    this.#list = new OfferList();
    const known = this.#offers.get(counts.offer);
    if (known) {
      listAgain(known, metas);
      return void this.#tellWhereWeAre(known);
    }
    const offer = incoming(counts.offer, metas);
    this.#offers.add(offer);
    this.#ports.events.offered(shown(offer));
    this.#ports.touched();
  }

  /** What of it would not fit is refused at once; the rest may come. */
  async #answer(offer: Incoming, noRoom: ReadonlyMap<Entry, FileFailure>): Promise<void> {
    const channel = this.#channel;
    const wanted = offer.entries.filter((entry) => !noRoom.has(entry));
    for await (const message of this.#earlier.known(wanted)) {
      if (channel !== this.#channel || this.#isOver) return;
      this.#say(offer, message);
    }
    if (channel === this.#channel) this.#say(offer, { type: "accept", offer: offer.number });
    for (const [entry, reason] of noRoom) this.#giveUp(entry, reason);
  }

  /** On a new channel: what is settled, how much there is of the rest, and that it is still wanted. */
  async #tellWhereWeAre(offer: Incoming): Promise<void> {
    const { say } = this.#ports;
    if (offer.state === "declined") say({ type: "decline", offer: offer.number });
    if (offer.state !== "accepted") return;
    const channel = this.#channel;
    for (const { info, file, isSettled, verdict } of offer.entries) {
      const position = isSettled ? undefined : await file?.position();
      if (channel !== this.#channel) return;
      if (verdict) say(verdict);
      if (position) say({ type: "resume", fileId: info.fileId, ...inWireForm(position) });
    }
    say({ type: "accept", offer: offer.number });
    for (const entry of offer.entries) if (!entry.isSettled) this.#report(entry, { type: "resumed" });
  }

  /** The file of an entry that bytes may come for. @throws {ProtocolError} for bytes that nobody accepted */
  #open(fileId: FileId): IncomingFile | undefined {
    const entry = this.#offers.entry(fileId);
    const { plan, state } = entry.offer;
    if (state === "open" || !plan) throw new ProtocolError("bad-value", "frame/fileId", "not accepted");
    if (entry.isSettled || this.#isOver) return undefined;
    return entry.file ?? this.#start(entry, plan);
  }

  /** Files that were on their way before a reload: what is kept of them is looked at before anybody asks. */
  #recall(entry: Entry, plan: SavePlan): void {
    const { verdict } = entry;
    if (!verdict) return void this.#start(entry, plan);
    if (verdict.type === "file_failed")
      return this.#report(entry, { type: "failed", reason: verdict.reason });
    this.#report(entry, { type: "started" });
    this.#reportVerified(entry, verdict.hash);
  }

  #start(entry: Entry, plan: SavePlan): IncomingFile {
    const { saving, options } = this.#ports;
    const { fileId, size } = entry.info;
    const open = () => saving.open(options.session, entry.info, plan);
    const ports = { hashing: this.#hashing, pool: this.#pool, open, base: this.#earlier.get(entry.info) };
    entry.file = new IncomingFile(size, ports, {
      begun: (kept) => this.#report(entry, { type: "arrived", bytes: kept, kept }),
      moved: () => this.#progress.moved(entry),
      bad: ({ start, end }) => this.#say(entry.offer, { type: "resend", fileId, range: [start, end] }),
      restarted: () => {
        this.#report(entry, { type: "restarted" });
        this.#say(entry.offer, { type: "restart", fileId });
      },
      verified: (hash, saved) => this.#verified(entry, hash, saved),
      failed: (reason) => this.#giveUp(entry, reason),
    });
    this.#report(entry, { type: "started" });
    return entry.file;
  }

  #verified(entry: Entry, hash: Sha256, saved: SavedFile | FilePart): void {
    if (entry.isSettled) return;
    const { info } = entry;
    if (saved.type === "blob") this.#earlier.add(info, saved.blob);
    this.#reportVerified(entry, hash);
    this.#handOver.verified(entry, saved);
    this.#settle(entry, { type: "file_verified", fileId: info.fileId, hash });
  }

  #reportVerified(entry: Entry, hash: Sha256): void {
    this.#report(entry, { type: "arrived", bytes: entry.info.size });
    this.#report(entry, { type: "verified", sha256: hash });
  }

  /** This device cannot have it, or does not want it: the sender hears why. */
  #giveUp(entry: Entry, reason: FileFailure): void {
    if (entry.isSettled) return;
    this.#fail(entry, reason, { type: "file_failed", fileId: entry.info.fileId, reason });
  }

  #fail(entry: Entry, reason: FailureReason, verdict?: Verdict): void {
    if (entry.isSettled) return;
    this.#report(entry, { type: "failed", reason });
    void entry.file?.abort();
    this.#settle(entry, verdict);
  }

  #settle(entry: Entry, verdict: Verdict | undefined): void {
    const { offer } = entry;
    entry.isSettled = true;
    entry.verdict = verdict;
    entry.file = undefined;
    if (verdict) this.#say(offer, verdict);
    this.#records.note(offer);
    if (offer.entries.every(({ isSettled }) => isSettled)) this.#handOver.offerSettled(offer);
    this.#ports.touched();
  }

  /** What the sender cannot know yet is told when it gives its list again. */
  #say(offer: Incoming, message: ReceiverMessage): void {
    if (offer.isListed) this.#ports.say(message);
  }

  #report(entry: Entry, event: TransferEvent): void {
    this.#ports.changes.add(entry.info.fileId, event);
  }
}
