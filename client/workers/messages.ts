import type { FileId, Sha256 } from "#protocol/ids.ts";
import type { Mismatch, Verified } from "./file-receiver.ts";
import type { FileEnd, FrameBatch } from "./frame-reader.ts";

/** Page to the reading worker. Each `next` gets one answer. */
export type ReadRequest =
  | { readonly type: "open"; readonly file: Blob; readonly fileId: FileId; readonly chunkBytes: number }
  | { readonly type: "next" };

/** Reading worker to page. */
export type ReadAnswer = FrameBatch | FileEnd | { readonly type: "unreadable" };

/** Page to the writing worker. Handled strictly one after the other. */
export type WriteRequest =
  | { readonly type: "open"; readonly fileId: FileId }
  /** Whole data-channel messages in order; the file's bytes start behind each frame header. */
  | { readonly type: "write"; readonly fileId: FileId; readonly messages: readonly ArrayBuffer[] }
  | { readonly type: "finish"; readonly fileId: FileId; readonly hash: Sha256 }
  | { readonly type: "abort"; readonly fileId: FileId };

/** Writing worker to page. */
export type WriteAnswer =
  | { readonly type: "written"; readonly fileId: FileId; readonly bytes: number }
  | { readonly type: "finished"; readonly fileId: FileId; readonly result: Verified | Mismatch }
  | { readonly type: "failed"; readonly fileId: FileId };
