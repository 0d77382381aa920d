import type { FileId, Sha256 } from "#protocol/ids.ts";
import { safeFileName } from "#protocol/transfer/file-name.ts";
import { decodeFrame } from "#protocol/transfer/frame.ts";
import { IncomingOffer } from "#protocol/transfer/incoming-offer.ts";
import type { ControlMessage, FileFailure, FileMeta } from "#protocol/transfer/messages.ts";
import type { FailureReason, FileInfo } from "#protocol/transfer/state.ts";
import type { FileStore, FileStoreEvents, Report } from "./ports.ts";

export interface ReceiverPorts {
  /** Says it to the sender, on whatever channel there is. */
  readonly say: (message: ControlMessage) => void;
  readonly store: (events: FileStoreEvents) => FileStore;
  readonly report: Report;
  /** The list is complete; the person may accept or decline. */
  readonly offered: (files: readonly FileInfo[]) => void;
  /** Hands a verified file to the person. Rejects where the browser refuses. */
  readonly save: (file: FileInfo, blob: Blob) => Promise<void>;
}

/** The message that told the sender how a file ended. */
type Verdict = Extract<ControlMessage, { type: "file_verified" | "file_failed" }>;

interface Incoming {
  readonly info: FileInfo;
  started: boolean;
  writtenBytes: number;
  settled: boolean;
  verdict: Verdict | undefined;
}

/** Takes an offer, and the files of an accepted one; saves only what is verified (XFER4-XFER7, XFER14). */
export class Receiver {
  readonly #ports: ReceiverPorts;
  readonly #store: FileStore;
  readonly #offer = new IncomingOffer();
  readonly #files = new Map<FileId, Incoming>();
  #unsettledFiles = 0;

  constructor(ports: ReceiverPorts) {
    this.#ports = ports;
    this.#store = ports.store({
      written: (fileId, bytes) => this.#written(fileId, bytes),
      failed: (fileId) => this.#giveUp(fileId, "cannot-save"),
    });
  }

  /** A new channel: the sender gives its list again, and then hears how far everything is. */
  attach(): void {
    this.#offer.repeat();
    if (this.#offer.isComplete) return;
    this.#files.clear();
    this.#unsettledFiles = 0;
  }

  /** A control message for a receiver. @throws {ProtocolError} where the sender breaks the rules */
  receive(message: ControlMessage): void {
    switch (message.type) {
      case "file_meta":
        return this.#announced(message);
      case "offer": {
        const isRepeated = this.#offer.isComplete;
        this.#offer.close(message);
        if (isRepeated) return this.#tellWhereWeAre();
        return this.#ports.offered([...this.#files.values()].map(({ info }) => info));
      }
      case "file_complete":
        return this.#complete(message.fileId, message.hash);
      case "file_failed":
        this.#offer.giveUp(message.fileId);
        return this.#fail(message.fileId, message.reason);
      default:
        return;
    }
  }

  /** A binary message. @throws {ProtocolError} where it is not a frame of an accepted file */
  receiveBytes(message: ArrayBuffer): void {
    const frame = decodeFrame(message);
    const verdict = this.#offer.frame(frame);
    if (verdict === "wrong-offset") return this.#giveUp(frame.fileId, "wrong-offset");
    if (verdict === "drop") return;
    this.#start(frame.fileId);
    this.#store.write(frame.fileId, message);
  }

  accept(): void {
    this.#offer.accept();
    for (const fileId of this.#files.keys()) this.#ports.report(fileId, { type: "accepted" });
    this.#ports.say({ type: "accept" });
  }

  /** The channel fell silent or is lost; it may come back, or another one may. */
  interrupt(): void {
    this.#reportAll("interrupted");
  }

  /** The same channel works again. */
  goOn(): void {
    this.#reportAll("resumed");
  }

  /** Whether there was an offer and every file of it is saved or has failed. */
  isSettled(): boolean {
    return this.#files.size > 0 && this.#unsettledFiles === 0;
  }

  /** Nothing more is taken; what is unfinished has failed and leaves nothing behind. */
  end(reason: FailureReason): void {
    for (const [fileId, { settled }] of this.#files) {
      if (settled) continue;
      this.#offer.giveUp(fileId);
      this.#fail(fileId, reason);
    }
  }

  #announced(meta: FileMeta): void {
    this.#offer.announce(meta);
    const { fileId, name, size } = meta;
    if (this.#files.has(fileId)) return;
    const info = { fileId, name: safeFileName(name), size };
    this.#files.set(fileId, { info, started: false, writtenBytes: 0, settled: false, verdict: undefined });
    this.#unsettledFiles++;
  }

  /** On a new channel: what is settled, how much there is of the rest, and that it is still wanted. */
  #tellWhereWeAre(): void {
    if (!this.#offer.isAccepted) return;
    const { say } = this.#ports;
    for (const [fileId, { verdict, settled, writtenBytes }] of this.#files) {
      if (verdict) say(verdict);
      const bytes = this.#offer.nextOffset(fileId);
      if (settled || bytes === 0) continue;
      say({ type: "resume", fileId, bytes });
      say({ type: "progress", fileId, bytes: writtenBytes });
    }
    say({ type: "accept" });
    this.goOn();
  }

  #start(fileId: FileId): void {
    const file = this.#files.get(fileId);
    if (!file || file.started) return;
    file.started = true;
    this.#store.open(fileId);
    this.#ports.report(fileId, { type: "started" });
  }

  #written(fileId: FileId, bytes: number): void {
    const file = this.#files.get(fileId);
    if (!file || file.settled) return;
    file.writtenBytes = bytes;
    this.#ports.report(fileId, { type: "arrived", bytes });
    this.#ports.say({ type: "progress", fileId, bytes });
  }

  #complete(fileId: FileId, hash: Sha256): void {
    const verdict = this.#offer.complete(fileId);
    if (verdict === "wrong-offset") return this.#giveUp(fileId, "wrong-offset");
    if (verdict === "drop") return;
    this.#start(fileId); // an empty file has no frame that would have started it
    void this.#verify(fileId, hash);
  }

  async #verify(fileId: FileId, hash: Sha256): Promise<void> {
    const result = await this.#store.finish(fileId, hash);
    const file = this.#files.get(fileId);
    if (!file || file.settled) return;
    this.#ports.report(fileId, { type: "arrived", bytes: file.info.size });
    if (result.type === "mismatch") return this.#giveUp(fileId, "hash-mismatch");
    try {
      await this.#ports.save(file.info, result.blob);
    } catch {
      return this.#giveUp(fileId, "cannot-save");
    }
    if (file.settled) return; // the session ended while the browser saved it
    this.#ports.report(fileId, { type: "verified", sha256: hash });
    this.#settle(file, { type: "file_verified", fileId, hash });
  }

  #giveUp(fileId: FileId, reason: FileFailure): void {
    const file = this.#files.get(fileId);
    this.#offer.giveUp(fileId);
    if (!file || file.settled) return;
    this.#store.abort(fileId);
    this.#ports.report(fileId, { type: "failed", reason });
    this.#settle(file, { type: "file_failed", fileId, reason });
  }

  #fail(fileId: FileId, reason: FailureReason): void {
    const file = this.#files.get(fileId);
    if (!file || file.settled) return;
    this.#store.abort(fileId);
    this.#ports.report(fileId, { type: "failed", reason });
    this.#settle(file, undefined);
  }

  #settle(file: Incoming, verdict: Verdict | undefined): void {
    file.settled = true;
    file.verdict = verdict;
    this.#unsettledFiles--;
    if (verdict) this.#ports.say(verdict);
  }

  #reportAll(type: "interrupted" | "resumed"): void {
    for (const [fileId, { settled }] of this.#files) {
      if (!settled) this.#ports.report(fileId, { type });
    }
  }
}
