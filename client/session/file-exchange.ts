import type { FileId } from "#protocol/ids.ts";
import { MAX_FILES, MAX_OFFERS } from "#protocol/transfer/limits.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import type {
  Capacity,
  ChosenFile,
  FileChange,
  IncomingFiles,
  OutgoingFile,
  SavedFile,
  SavePlan,
  TransferEngine,
} from "../engine/ports.ts";
import { type OutgoingIds, outgoingFiles, shownFile, shownOutgoing } from "../transfer/outgoing-files.ts";
import { ChoosingAgain } from "./choosing-again.ts";
import type { HeldFiles, HeldOffer } from "./held-session.ts";
import type { Ending, OfferInQuestion } from "./machine.ts";
import type { SessionPorts } from "./ports.ts";
import { isAsPromised, type Promised } from "./promised.ts";
import { Unanswered } from "./unanswered.ts";
import type { WaitFacts } from "./waits.ts";

export interface FileExchangePorts
  extends Pick<SessionPorts, "clock" | "planSaving" | "dispatch" | "report" | "addFiles" | "saved"> {
  readonly engine: TransferEngine;
  readonly ids: OutgoingIds;
  /** What the person has said yes to before the devices met; it is about the first offer alone. */
  readonly promised?: Promised | undefined;
  /** What is under way, or what a reload would lose, is not what it was. */
  readonly changed: () => void;
}

/** What this side offers and what is offered to it, while two devices are in a session. */
export class FileExchange {
  readonly #ports: FileExchangePorts;
  /** Of this side, by number; with blobs or, after a reload, without. */
  readonly #own = new Map<number, HeldOffer>();
  /** Files that are not verified and have not failed, with the way that they go. */
  readonly #unsettled = new Map<FileId, FileInfo["direction"]>();
  /** Files of both sides that were accepted. */
  readonly #accepted = new Set<FileId>();
  /** Files that go into an archive of their offer, texts apart. */
  readonly #zipped = new Set<FileId>();
  /** Offers of the other side that wait for this person; the first one is on screen. */
  readonly #questions: OfferInQuestion[] = [];
  /** Offers of this side that wait for the other person. */
  readonly #unanswered: Unanswered;
  /** What nobody answered in time. */
  #takenBack: readonly ChosenFile[] = [];
  #hasOffers = false;
  #choosing: ChoosingAgain | undefined;
  #nextOffer: number;
  /** Until the first offer of the other device. */
  #promised: Promised | undefined;
  #declined = 0;
  #isSettled = false;
  /** How offers are to be saved is found out one after the other, so that they stay in order. */
  #planning: Promise<void> = Promise.resolve();

  /** @param nextOffer number of this side's next offer */
  constructor(ports: FileExchangePorts, nextOffer: number) {
    this.#ports = ports;
    this.#nextOffer = nextOffer;
    this.#promised = ports.promised;
    this.#unanswered = new Unanswered(ports.clock, (files) => this.#takeBack(files));
  }

  get facts(): WaitFacts {
    const isMoving = [...this.#unsettled.keys()].some((fileId) => this.#accepted.has(fileId));
    return { isMoving, hasOffers: this.#hasOffers };
  }

  /** Whether nothing is under way, after something was. */
  get isSettled(): boolean {
    return this.#isSettled && !this.#choosing;
  }

  /** Whether whatever was offered was declined. */
  get isDeclined(): boolean {
    return this.#declined > 0 && this.#accepted.size === 0 && this.#questions.length === 0;
  }

  /** How it ends where nothing is under way; undefined where something is. */
  get quietEnding(): Extract<Ending, "declined" | "finished"> | undefined {
    if (!this.isSettled) return undefined;
    return this.isDeclined ? "declined" : "finished";
  }

  /** Undefined where nothing that was accepted is under way: then a reload loses nothing. */
  get held(): HeldFiles | undefined {
    const isUnsettled = (fileId: FileId) => this.#unsettled.has(fileId);
    if (!this.facts.isMoving) return undefined;
    const offers = [...this.#own.values()].filter(({ files }) => files.some((f) => isUnsettled(f.fileId)));
    return { offers, nextOffer: this.#nextOffer, nextId: this.#ports.ids.next };
  }

  /** One more offer of this side. While files are to be chosen again, they are taken for those. */
  send(chosen: readonly ChosenFile[]): void {
    if (this.#choosing) return this.chooseAgain(chosen);
    if (chosen.length === 0 || chosen.length > MAX_FILES || this.#nextOffer > MAX_OFFERS) return;
    const files = outgoingFiles(chosen, this.#ports.ids);
    this.#ports.addFiles(files.map(shownOutgoing));
    this.offer(files);
  }

  /** Adds an offer of this side, which is on screen already. */
  offer(files: readonly OutgoingFile[]): void {
    if (files.length === 0) return;
    const held = files.map(({ blob, ...file }) => ({ ...file, size: blob.size }));
    this.#unanswered.offered(this.#nextOffer, files);
    this.#hold({ offer: this.#nextOffer++, files: held });
    this.#ports.engine.offer(files);
    this.#ports.changed();
  }

  /** Takes up what was under way when the page was reloaded. */
  comeBack(files: HeldFiles): void {
    for (const offer of files.offers) {
      this.#hold(offer);
      for (const { fileId } of offer.files) this.#accepted.add(fileId);
      this.#ports.addFiles(offer.files.map(shownFile));
    }
    this.#ports.changed();
    if (files.offers.length === 0) return;
    this.#choosing = new ChoosingAgain(files.offers);
    this.#ports.dispatch({ type: "choose-again", chooseAgain: this.#choosing.wanted });
  }

  /** The devices have introduced themselves to each other, on another channel than before. */
  met(): void {
    this.#unanswered.met();
    if (this.#choosing) this.#ports.engine.say({ type: "choosing", choosing: true });
  }

  /** The other person cannot answer just now, or not any more. */
  apart(): void {
    this.#unanswered.apart();
  }

  /** One more offer of what nobody answered. */
  sendAgain(): void {
    const files = this.#takenBack;
    this.#keepTakenBack([]);
    this.send(files);
  }

  /** After a reload: the files of this side once more. */
  chooseAgain(files: readonly ChosenFile[]): void {
    const choosing = this.#choosing;
    if (!choosing) return;
    choosing.choose(files);
    const { complete } = choosing;
    if (complete) {
      this.#choosing = undefined;
      this.#ports.engine.say({ type: "choosing", choosing: false });
      for (const offer of complete) this.#ports.engine.offerAgain(offer.offer, offer.files);
    }
    this.#ports.dispatch({ type: "choose-again", chooseAgain: choosing.wanted });
  }

  /** The other device has files. */
  offered({ offer, files }: IncomingFiles): void {
    const promised = this.#promised;
    this.#promised = undefined;
    this.#take(files);
    this.#planning = this.#planning.then(async () => {
      const plan = await this.#ports.planSaving(files);
      const { method, freeBytes } = plan;
      this.#ports.engine.tellCapacity(offer, { method, freeBytes });
      this.#questions.push({ offer, fileIds: files.map(({ fileId }) => fileId), plan });
      if (promised && isAsPromised(promised, files, plan)) this.accept();
      else if (this.#questions.length === 1) this.#ask();
    });
  }

  /** The other device's files that were accepted before this page was reloaded. */
  restored({ files }: IncomingFiles, plan: SavePlan): void {
    this.#take(files);
    this.#takeAs(
      plan,
      files.map(({ fileId }) => fileId),
    );
    this.#ports.changed();
  }

  /** Takes the files in question. @param handle where the person wants them */
  accept(handle?: SavePlan["handle"]): void {
    const question = this.#questions.shift();
    if (!question) return;
    const { offer, fileIds } = question;
    const plan = handle ? planFor(question.plan, handle) : question.plan;
    this.#takeAs(plan, fileIds);
    this.#ports.engine.accept(offer, plan);
    this.#ask();
    this.#ports.changed();
  }

  decline(): void {
    const question = this.#questions.shift();
    if (!question) return;
    this.#declined++;
    this.#ports.engine.decline(question.offer);
    this.#ask();
  }

  /** The other device has answered. */
  answered(offer: number, isAccepted: boolean): void {
    this.#unanswered.answered(offer);
    if (!isAccepted) this.#declined++;
    else for (const { fileId } of this.#own.get(offer)?.files ?? []) this.#accepted.add(fileId);
    this.#ports.changed();
  }

  /** What the other device can take of this side's latest offer. */
  capacity(offer: number, { method, freeBytes }: Capacity): void {
    if (offer !== this.#nextOffer - 1) return;
    this.#ports.dispatch({ type: "capacity", capacity: { method, freeBytes } });
  }

  saved(file: FileInfo, saved: SavedFile): void {
    this.#ports.saved(file, saved, this.#zipped.has(file.fileId) && !file.isText);
  }

  report(changes: readonly FileChange[]): void {
    let hasFailed = false;
    for (const [fileId, { type }] of changes) {
      if (type === "verified" || type === "failed") this.#unsettled.delete(fileId);
      hasFailed ||= type === "failed";
    }
    this.#ports.report(changes);
    if (hasFailed) this.#dropVoidQuestions();
  }

  /** Every file of both directions is settled, or no longer so. */
  settled(isSettled: boolean): void {
    this.#isSettled = isSettled;
    this.#ports.changed();
  }

  /** Whoever moved the files is gone without a word. */
  failAll(): void {
    const changes = [...this.#unsettled].map(([fileId, direction]): FileChange => {
      const reason = direction === "out" ? "unreadable" : "cannot-save";
      return [fileId, { type: "failed", reason }];
    });
    this.report(changes);
  }

  #takeBack(files: readonly OutgoingFile[]): void {
    const left = files.filter(({ fileId }) => this.#unsettled.has(fileId));
    this.#keepTakenBack([...this.#takenBack, ...left]);
    for (const { fileId } of left) this.#ports.engine.cancel(fileId, "unanswered");
  }

  #keepTakenBack(files: readonly ChosenFile[]): void {
    this.#takenBack = files;
    this.#ports.dispatch({ type: "unanswered", canSendAgain: files.length > 0 });
  }

  #hold(offer: HeldOffer): void {
    this.#hasOffers = true;
    this.#own.set(offer.offer, offer);
    for (const { fileId } of offer.files) this.#unsettled.set(fileId, "out");
  }

  #take(files: readonly FileInfo[]): void {
    this.#hasOffers = true;
    for (const { fileId } of files) this.#unsettled.set(fileId, "in");
    this.#ports.addFiles(files);
  }

  #takeAs({ asZip }: SavePlan, fileIds: readonly FileId[]): void {
    for (const fileId of fileIds) {
      this.#accepted.add(fileId);
      if (asZip) this.#zipped.add(fileId);
    }
  }

  /** One question at a time. */
  #ask(): void {
    const [offered] = this.#questions;
    this.#ports.dispatch(offered ? { type: "offered", offered } : { type: "answered" });
  }

  /** Files that were taken back before this person has answered are no question any more. */
  #dropVoidQuestions(): void {
    const before = this.#questions[0];
    const isVoid = ({ fileIds }: OfferInQuestion) => !fileIds.some((fileId) => this.#unsettled.has(fileId));
    const left = this.#questions.filter((question) => !isVoid(question));
    this.#questions.splice(0, this.#questions.length, ...left);
    if (this.#questions[0] !== before) this.#ask();
  }
}

/** In a folder there is room for each file by itself; one file may well be an archive. */
function planFor(plan: SavePlan, handle: NonNullable<SavePlan["handle"]>): SavePlan {
  return handle.kind === "directory"
    ? { method: "folder", asZip: false, capBytes: null, freeBytes: null, handle }
    : { ...plan, method: "file", capBytes: null, freeBytes: null, handle };
}
