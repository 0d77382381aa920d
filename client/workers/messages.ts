import type { FileId, Sha256 } from "#protocol/ids.ts";
import type { Mismatch, Verified } from "./file-receiver.ts";
import type { FileEnd, FrameBatch, KnownFile } from "./frame-reader.ts";

/** Page to the reading worker. For one file, handled one after the other; each `next` gets one answer. */
export type ReadRequest =
  | {
      readonly type: "open";
      readonly file: Blob;
      readonly fileId: FileId;
      readonly chunkBytes: number;
      readonly known: KnownFile | undefined;
    }
  | { readonly type: "next"; readonly fileId: FileId }
  | { readonly type: "rewind"; readonly fileId: FileId; readonly offset: number }
  | { readonly type: "close"; readonly fileId: FileId };

/** Reading worker to page. */
export interface ReadAnswer {
  readonly fileId: FileId;
  readonly part: FrameBatch | FileEnd | { readonly type: "unreadable" };
}

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
