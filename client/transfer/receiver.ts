import type { FileId, Sha256 } from "#protocol/ids.ts";
import { encodeControl } from "#protocol/transfer/codec.ts";
import { safeFileName } from "#protocol/transfer/file-name.ts";
import { decodeFrame } from "#protocol/transfer/frame.ts";
import { IncomingOffer } from "#protocol/transfer/incoming-offer.ts";
import type { ControlMessage, FileFailure } from "#protocol/transfer/messages.ts";
import type { FailureReason, FileInfo } from "#protocol/transfer/state.ts";
import type { DataLink, FileStore, FileStoreEvents, Report } from "./ports.ts";

export interface ReceiverPorts {
  readonly link: DataLink;
  readonly store: (events: FileStoreEvents) => FileStore;
  readonly report: Report;
  /** The list is complete; the person may accept or decline. */
  readonly offered: (files: readonly FileInfo[]) => void;
  /** Hands a verified file to the person. Rejects where the browser refuses. */
  readonly save: (file: FileInfo, blob: Blob) => Promise<void>;
}

/** Takes an offer, and the files of an accepted one; saves only what is verified (XFER4-XFER7). */
export class Receiver {
  readonly #ports: ReceiverPorts;
  readonly #store: FileStore;
  readonly #offer = new IncomingOffer();
  readonly #files = new Map<FileId, FileInfo>();
  readonly #unsettled = new Set<FileId>();
  readonly #started = new Set<FileId>();

  constructor(ports: ReceiverPorts) {
    this.#ports = ports;
    this.#store = ports.store({
      written: (fileId, bytes) => this.#written(fileId, bytes),
      failed: (fileId) => this.#giveUp(fileId, "cannot-save"),
    });
  }

  /** A control message for a receiver. @throws {ProtocolError} where the sender breaks the rules */
  receive(message: ControlMessage): void {
    switch (message.type) {
      case "file_meta": {
        this.#offer.announce(message);
        const { fileId, name, size } = message;
        this.#files.set(fileId, { fileId, name: safeFileName(name), size });
        this.#unsettled.add(fileId);
        return;
      }
      case "offer":
        this.#offer.close(message);
        return this.#ports.offered([...this.#files.values()]);
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
    this.#say({ type: "accept" });
  }

  /** Whether there was an offer and every file of it is saved or has failed. */
  isSettled(): boolean {
    return this.#files.size > 0 && this.#unsettled.size === 0;
  }

  /** Nothing more is taken; what is unfinished has failed and leaves nothing behind. */
  end(reason: FailureReason): void {
    for (const fileId of [...this.#unsettled]) {
      this.#offer.giveUp(fileId);
      this.#fail(fileId, reason);
    }
  }

  #start(fileId: FileId): void {
    if (this.#started.has(fileId)) return;
    this.#started.add(fileId);
    this.#store.open(fileId);
    this.#ports.report(fileId, { type: "started" });
  }

  #written(fileId: FileId, bytes: number): void {
    if (!this.#unsettled.has(fileId)) return;
    this.#ports.report(fileId, { type: "arrived", bytes });
    this.#say({ type: "progress", fileId, bytes });
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
    if (!file || !this.#unsettled.has(fileId)) return;
    this.#ports.report(fileId, { type: "arrived", bytes: file.size });
    if (result.type === "mismatch") return this.#giveUp(fileId, "hash-mismatch");
    try {
      await this.#ports.save(file, result.blob);
    } catch {
      return this.#giveUp(fileId, "cannot-save");
    }
    this.#unsettled.delete(fileId);
    this.#ports.report(fileId, { type: "verified", sha256: hash });
    this.#say({ type: "file_verified", fileId, hash });
  }

  #giveUp(fileId: FileId, reason: FileFailure): void {
    this.#offer.giveUp(fileId);
    this.#say({ type: "file_failed", fileId, reason });
    this.#fail(fileId, reason);
  }

  #fail(fileId: FileId, reason: FailureReason): void {
    if (!this.#unsettled.delete(fileId)) return;
    this.#store.abort(fileId);
    this.#ports.report(fileId, { type: "failed", reason });
  }

  #say(message: ControlMessage): void {
    this.#ports.link.sendText(encodeControl(message));
  }
}
