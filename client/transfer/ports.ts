import type { FileId, Sha256 } from "#protocol/ids.ts";
import type { TransferEvent } from "#protocol/transfer/state.ts";
import type { Mismatch, Verified } from "../workers/file-receiver.ts";
import type { FileEnd, FrameBatch, FrameReaderOptions } from "../workers/frame-reader.ts";

/** The data channel as the transfer sees it: ordered, reliable, with a bounded send buffer. */
export interface DataLink {
  /** Does nothing once the link is closed. */
  sendText(text: string): void;
  /** Does nothing once the link is closed. */
  sendBytes(bytes: Uint8Array<ArrayBuffer>): void;
  isOpen(): boolean;
  /** Whether the send buffer is over its high-water mark. */
  isFull(): boolean;
  /** Resolves when the send buffer is at its mark again. Rejects when the link closes. */
  drained(): Promise<void>;
}

/** One file being read as frames, strictly in order. */
export interface FrameSource {
  /** Rejects where the file can no longer be read, or was closed. */
  next(): Promise<FrameBatch | FileEnd>;
  /** Goes back to an earlier byte: frames that were given out already are lost. */
  rewind(offset: number): void;
  /** Lets go of the file. */
  close(): void;
}

/** Opens files for sending. */
export type OpenFrameSource = (file: Blob, options: FrameReaderOptions) => FrameSource;

/** Called by a `FileStore` as its work goes on. */
export interface FileStoreEvents {
  /** So many bytes of the file are hashed and written. */
  written(fileId: FileId, bytes: number): void;
  /** The file cannot be kept: no room, or the browser refused. */
  failed(fileId: FileId): void;
}

/** Where received files are hashed and kept until they are verified. */
export interface FileStore {
  open(fileId: FileId): void;
  /** Takes a whole data-channel message over; the caller must not use it again. */
  write(fileId: FileId, message: ArrayBuffer): void;
  /** Resolves once all is written and the digest compared. Never resolves for a file that failed. */
  finish(fileId: FileId, hash: Sha256): Promise<Verified | Mismatch>;
  abort(fileId: FileId): void;
}

/** What happens to a file, told to whoever shows it. */
export type Report = (fileId: FileId, event: TransferEvent) => void;
