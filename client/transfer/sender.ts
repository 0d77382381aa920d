import type { FileId, Sha256 } from "#protocol/ids.ts";
import { FRAME_HEADER_BYTES } from "#protocol/transfer/frame.ts";
import type { ControlMessage, FileFailure } from "#protocol/transfer/messages.ts";
import type { FailureReason } from "#protocol/transfer/state.ts";
import type { FrameBatch } from "../workers/frame-reader.ts";
import type { DataLink, FrameSource, OpenFrameSource, Report } from "./ports.ts";
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
  /** Says it to the receiver, on whatever channel there is. */
  readonly say: (message: ControlMessage) => void;
  readonly open: OpenFrameSource;
  readonly report: Report;
  /** Every file is verified or has failed. */
  readonly settled: () => void;
}

interface Progress {
  readonly file: OutgoingFile;
  /** Where the receiver is; after a new channel it says so. */
  sentBytes: number;
  writtenBytes: number;
  source: FrameSource | undefined;
  /** Known once the file was read to its end. */
  hash: Sha256 | undefined;
  settled: boolean;
  /** Why this side gave it up. */
  failure: FileFailure | undefined;
}

/** One channel, and the files being sent on it. */
interface Run {
  readonly link: DataLink;
  /** Size of a data-channel message, header included. */
  readonly chunkBytes: number;
  readonly window: SendWindow;
  /** The list was given on this channel. */
  offered: boolean;
  started: boolean;
}

/** Offers files and, once they are accepted, sends them one after the other (XFER4-XFER6, XFER14). */
export class Sender {
  readonly #files: Map<FileId, Progress>;
  readonly #ports: SenderPorts;
  #run: Run | undefined;
  #unsettledFiles: number;
  #accepted = false;
  #over = false;

  constructor(files: readonly OutgoingFile[], ports: SenderPorts) {
    this.#files = new Map(files.map((file) => [file.fileId, fresh(file)]));
    this.#unsettledFiles = this.#files.size;
    this.#ports = ports;
  }

  /** From now on everything goes over this channel; what was on its way on an older one is lost. */
  attach(link: DataLink, chunkBytes: number): void {
    this.#run?.window.open();
    this.#run = { link, chunkBytes, window: new SendWindow(WINDOW_BYTES), offered: false, started: false };
    for (const progress of this.#files.values()) {
      if (progress.settled) continue;
      progress.sentBytes = 0;
      progress.writtenBytes = 0;
    }
  }

  /** Tells the other side what there is to have. */
  offer(): void {
    let bytes = 0;
    for (const { file } of this.#files.values()) {
      bytes += file.blob.size;
      this.#ports.say({ type: "file_meta", fileId: file.fileId, name: file.name, size: file.blob.size });
    }
    this.#ports.say({ type: "offer", files: this.#files.size, bytes });
    if (this.#run) this.#run.offered = true;
  }

  /** A control message for a sender; others are not its business. */
  receive(message: ControlMessage): void {
    switch (message.type) {
      case "accept":
        return this.#start();
      case "resume":
        return this.#resumeAt(message.fileId, message.bytes);
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

  /** The channel fell silent or is lost; it may come back, or another one may. */
  interrupt(): void {
    this.#reportAll("interrupted");
  }

  /** The same channel works again. */
  goOn(): void {
    this.#reportAll("resumed");
  }

  /** Whether every file is verified or has failed. */
  isSettled(): boolean {
    return this.#unsettledFiles === 0;
  }

  /** Nothing more will be sent; what is unfinished has failed. */
  end(reason: FailureReason): void {
    this.#over = true;
    for (const fileId of this.#files.keys()) this.#fail(fileId, reason);
    this.#run?.window.open();
  }

  /** Once for each channel. An answer to the list of an older one comes again once this one's was given. */
  #start(): void {
    const run = this.#run;
    if (!run?.offered || run.started || this.#over) return;
    run.started = true;
    if (this.#accepted) this.#repeatFailures();
    else for (const fileId of this.#files.keys()) this.#ports.report(fileId, { type: "accepted" });
    this.#accepted = true;
    for (const { sentBytes, writtenBytes } of this.#files.values()) run.window.sent(sentBytes - writtenBytes);
    this.goOn();
    void this.#sendAll(run);
  }

  /** The receiver may not have heard, on the lost channel, that these will not come. */
  #repeatFailures(): void {
    for (const { file, failure } of this.#files.values()) {
      if (failure) this.#ports.say({ type: "file_failed", fileId: file.fileId, reason: failure });
    }
  }

  async #sendAll(run: Run): Promise<void> {
    for (const progress of this.#files.values()) {
      if (this.#isStale(run)) return;
      if (progress.settled) continue;
      try {
        await this.#sendOne(progress, run);
      } catch {
        // One that is settled was closed under the reader's hands.
        if (!this.#isStale(run) && !progress.settled) this.#giveUp(progress, "unreadable");
      }
    }
  }

  async #sendOne(progress: Progress, run: Run): Promise<void> {
    const { fileId } = progress.file;
    this.#ports.report(fileId, { type: "started" });
    const source = this.#sourceAt(progress, run);
    for (;;) {
      const part = await source.next();
      if (this.#isStale(run) || progress.settled) return;
      if (part.type === "end") {
        progress.hash = part.hash;
        this.#close(progress);
        this.#ports.say({ type: "file_complete", fileId, hash: part.hash });
        return;
      }
      await this.#sendBatch(progress, run, part);
    }
  }

  /** What is to be read next: the whole file, or the rest of one that was on its way on an older channel. */
  #sourceAt(progress: Progress, { chunkBytes }: Run): FrameSource {
    const { file, hash, sentBytes: offset } = progress;
    const { fileId } = file;
    if (progress.source) progress.source.rewind(offset);
    progress.source ??= this.#ports.open(file.blob, { fileId, chunkBytes, known: hash && { offset, hash } });
    return progress.source;
  }

  async #sendBatch(progress: Progress, run: Run, { buffer, frameBytes }: FrameBatch): Promise<void> {
    const { link, window } = run;
    for (let start = 0; start < buffer.byteLength; start += frameBytes) {
      if (link.isFull()) await link.drained().catch(() => undefined); // a closed one makes the run stale
      if (window.isFull()) await window.room();
      if (this.#isStale(run) || progress.settled) return;
      const frame = new Uint8Array(buffer, start, Math.min(frameBytes, buffer.byteLength - start));
      link.sendBytes(frame);
      const bytes = frame.byteLength - FRAME_HEADER_BYTES;
      progress.sentBytes += bytes;
      window.sent(bytes);
    }
  }

  /** Whether there is nothing more to be done on this run's channel. */
  #isStale(run: Run): boolean {
    return this.#over || run !== this.#run || !run.link.isOpen();
  }

  #resumeAt(fileId: FileId, bytes: number): void {
    const progress = this.#files.get(fileId);
    // Before the first byte was read there is nothing that the receiver could have.
    const isKnown = progress?.source !== undefined || progress?.hash !== undefined;
    if (!progress || this.#run?.started || !isKnown || bytes > progress.file.blob.size) return;
    progress.sentBytes = bytes;
  }

  #written(fileId: FileId, bytes: number): void {
    const progress = this.#files.get(fileId);
    if (!progress || bytes <= progress.writtenBytes || bytes > progress.sentBytes) return;
    if (this.#run?.started) this.#run.window.settled(bytes - progress.writtenBytes);
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
    progress.failure = reason;
    this.#ports.say({ type: "file_failed", fileId: progress.file.fileId, reason });
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
    this.#close(progress);
    this.#unsettledFiles--;
    if (this.#run?.started) this.#run.window.settled(progress.sentBytes - progress.writtenBytes);
    progress.writtenBytes = progress.sentBytes;
    if (this.isSettled()) this.#ports.settled();
  }

  #close(progress: Progress): void {
    progress.source?.close();
    progress.source = undefined;
  }

  #reportAll(type: "interrupted" | "resumed"): void {
    for (const { file, settled } of this.#files.values()) {
      if (!settled) this.#ports.report(file.fileId, { type });
    }
  }
}

function fresh(file: OutgoingFile): Progress {
  return {
    file,
    sentBytes: 0,
    writtenBytes: 0,
    source: undefined,
    hash: undefined,
    settled: false,
    failure: undefined,
  };
}
