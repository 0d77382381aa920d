import type { FileId, Sha256 } from "#protocol/ids.ts";
import { encodeControl } from "#protocol/transfer/codec.ts";
import { FRAME_HEADER_BYTES } from "#protocol/transfer/frame.ts";
import type { ControlMessage, FileFailure } from "#protocol/transfer/messages.ts";
import type { FailureReason } from "#protocol/transfer/state.ts";
import type { FrameBatch } from "../workers/frame-reader.ts";
import type { DataLink, OpenFrameSource, Report } from "./ports.ts";
import { SendWindow } from "./send-window.ts";

/** Most bytes on their way that the receiver has not written yet. */
const WINDOW_BYTES = 16_777_216;

/** A file that its owner chose. */
export interface OutgoingFile {
  readonly fileId: FileId;
  readonly name: string;
  readonly blob: Blob;
}

export interface SenderPorts {
  readonly link: DataLink;
  readonly open: OpenFrameSource;
  readonly report: Report;
  /** Every file is verified or has failed. */
  readonly settled: () => void;
}

interface Progress {
  readonly file: OutgoingFile;
  sentBytes: number;
  writtenBytes: number;
  hash: Sha256 | undefined;
  settled: boolean;
}

/** Offers files and, once they are accepted, sends them one after the other (XFER4-XFER6). */
export class Sender {
  readonly #files: Map<FileId, Progress>;
  readonly #chunkBytes: number;
  readonly #ports: SenderPorts;
  readonly #window = new SendWindow(WINDOW_BYTES);
  #unsettledFiles: number;
  #accepted = false;
  #over = false;

  /** @param chunkBytes size of a data-channel message, header included */
  constructor(files: readonly OutgoingFile[], chunkBytes: number, ports: SenderPorts) {
    const fresh = (file: OutgoingFile): Progress => ({
      file,
      sentBytes: 0,
      writtenBytes: 0,
      hash: undefined,
      settled: false,
    });
    this.#files = new Map(files.map((file) => [file.fileId, fresh(file)]));
    this.#unsettledFiles = this.#files.size;
    this.#chunkBytes = chunkBytes;
    this.#ports = ports;
  }

  /** Tells the other side what there is to have. */
  offer(): void {
    let bytes = 0;
    for (const { file } of this.#files.values()) {
      bytes += file.blob.size;
      this.#say({ type: "file_meta", fileId: file.fileId, name: file.name, size: file.blob.size });
    }
    this.#say({ type: "offer", files: this.#files.size, bytes });
  }

  /** A control message for a sender; others are not its business. */
  receive(message: ControlMessage): void {
    switch (message.type) {
      case "accept":
        if (!this.#accepted && !this.#over) {
          this.#accepted = true;
          void this.#sendAll();
        }
        return;
      case "progress":
        return this.#written(message.fileId, message.bytes);
      case "file_verified":
        return this.#verified(message.fileId, message.hash);
      case "file_failed":
        return this.#fail(message.fileId, message.reason);
      default:
        return;
    }
  }

  /** Whether every file is verified or has failed. */
  isSettled(): boolean {
    return this.#unsettledFiles === 0;
  }

  /** Nothing more will be sent; what is unfinished has failed. */
  end(reason: FailureReason): void {
    this.#over = true;
    for (const fileId of this.#files.keys()) this.#fail(fileId, reason);
    this.#window.open();
  }

  async #sendAll(): Promise<void> {
    for (const fileId of this.#files.keys()) this.#ports.report(fileId, { type: "accepted" });
    for (const progress of this.#files.values()) {
      if (this.#over) return;
      try {
        await this.#sendOne(progress);
      } catch {
        // The only rejections are a closed link, which ends everything, and a file that cannot be read.
        if (!this.#over) this.#giveUp(progress, "unreadable");
      }
    }
  }

  async #sendOne(progress: Progress): Promise<void> {
    const { fileId, blob } = progress.file;
    this.#ports.report(fileId, { type: "started" });
    const source = this.#ports.open(blob, fileId, this.#chunkBytes);
    for (;;) {
      const part = await source.next();
      if (this.#over || progress.settled) return;
      if (part.type === "end") {
        progress.hash = part.hash;
        this.#say({ type: "file_complete", fileId, hash: part.hash });
        return;
      }
      await this.#sendBatch(progress, part);
    }
  }

  async #sendBatch(progress: Progress, { buffer, frameBytes }: FrameBatch): Promise<void> {
    const { link } = this.#ports;
    for (let start = 0; start < buffer.byteLength; start += frameBytes) {
      if (link.isFull()) await this.#unlessOver(link.drained());
      if (this.#window.isFull()) await this.#window.room();
      if (this.#over || progress.settled) return;
      const frame = new Uint8Array(buffer, start, Math.min(frameBytes, buffer.byteLength - start));
      link.sendBytes(frame);
      const bytes = frame.byteLength - FRAME_HEADER_BYTES;
      progress.sentBytes += bytes;
      this.#window.sent(bytes);
    }
  }

  /** A link that closes rejects its waiter; by then, or in a moment, `end` says why. */
  async #unlessOver(waiting: Promise<void>): Promise<void> {
    try {
      await waiting;
    } catch {
      this.end("peer-left");
    }
  }

  #written(fileId: FileId, bytes: number): void {
    const progress = this.#files.get(fileId);
    if (!progress || bytes <= progress.writtenBytes || bytes > progress.sentBytes) return;
    this.#window.settled(bytes - progress.writtenBytes);
    progress.writtenBytes = bytes;
    this.#ports.report(fileId, { type: "arrived", bytes });
  }

  #verified(fileId: FileId, hash: Sha256): void {
    const progress = this.#files.get(fileId);
    if (!progress || progress.settled || progress.hash === undefined) return;
    if (progress.hash !== hash) return this.#giveUp(progress, "hash-mismatch");
    this.#ports.report(fileId, { type: "arrived", bytes: progress.file.blob.size });
    this.#ports.report(fileId, { type: "verified", sha256: hash });
    this.#settle(progress);
  }

  #giveUp(progress: Progress, reason: FileFailure): void {
    this.#say({ type: "file_failed", fileId: progress.file.fileId, reason });
    this.#fail(progress.file.fileId, reason);
  }

  #fail(fileId: FileId, reason: FailureReason): void {
    const progress = this.#files.get(fileId);
    if (!progress || progress.settled) return;
    this.#ports.report(fileId, { type: "failed", reason });
    this.#settle(progress);
  }

  #settle(progress: Progress): void {
    progress.settled = true;
    this.#unsettledFiles--;
    this.#window.settled(progress.sentBytes - progress.writtenBytes);
    progress.writtenBytes = progress.sentBytes;
    if (this.isSettled()) this.#ports.settled();
  }

  #say(message: ControlMessage): void {
    this.#ports.link.sendText(encodeControl(message));
  }
}
