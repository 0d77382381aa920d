import * as v from "valibot";
import { FileId, Sha256 } from "../ids.ts";
import { MAX_LANES } from "../lanes.ts";
import { MAX_FILES, MAX_OFFERS } from "./limits.ts";

/** Raised when two pages of different age could misunderstand each other (XFER1). */
export const TRANSFER_VERSION = 4;

/** Longest control message, in characters (XFER3). */
export const MAX_CONTROL_LENGTH = 16_384;

/** Longest file name on the wire, in UTF-16 code units; every file system's limit is below it. */
export const MAX_NAME_LENGTH = 1_024;

/** Longest path of folders before a name, likewise. */
export const MAX_PATH_LENGTH = 4_096;

/** Most digests in one `have`, and most ranges in one `resume`: they keep within the longest message. */
export const MAX_LISTED_HASHES = 200;
export const MAX_LISTED_RANGES = 256;

const MAX_DEVICE_LENGTH = 64;

const byteCount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const offerNumber = v.pipe(byteCount, v.maxValue(MAX_OFFERS));

/** Why one file did not arrive (XFER9). Each is a sentence in the client's texts. */
export const FileFailure = v.picklist([
  "hash-mismatch",
  /** The file that was chosen again after a reload is another one. */
  "changed",
  "unreadable",
  "cannot-save",
  /** The receiver's disk, or the browser's share of it, is full. */
  "no-room",
  /** More than the receiver can keep at all with the way of saving that it has. */
  "too-large",
  "cancelled",
  /** Nobody answered the offer in time. */
  "unanswered",
]);
export type FileFailure = v.InferOutput<typeof FileFailure>;

/** How a receiver keeps what arrives (XFER16). */
export const SaveMethod = v.picklist(["opfs", "indexeddb", "file", "folder", "stream", "memory"]);
export type SaveMethod = v.InferOutput<typeof SaveMethod>;

/** A file as it is announced: before acceptance, this is all that a receiver knows. */
export const FileMeta = v.strictObject({
  type: v.literal("file_meta"),
  fileId: FileId,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_NAME_LENGTH)),
  size: byteCount,
  /** Folders from the chosen one down, with `/` between; absent for a file chosen by itself. */
  path: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_PATH_LENGTH))),
  /** A text to be shown and copied rather than a file to be saved. */
  kind: v.optional(v.literal("text")),
  /** Present where the sender knows the digest already; otherwise it travels in `file_complete`. */
  hash: v.optional(Sha256),
});
export type FileMeta = v.InferOutput<typeof FileMeta>;

/** From the first byte up to, but not including, the last number. */
const byteRange = v.strictTuple([byteCount, byteCount]);

/** What the two pages say to each other about the session itself. */
const sessionEntries = [
  v.strictObject({
    type: v.literal("hello"),
    version: v.pipe(v.number(), v.integer()),
    /** What kind of device speaks, in words: "Chrome on Android". */
    device: v.pipe(v.string(), v.maxLength(MAX_DEVICE_LENGTH)),
  }),
  /** From the side that does not make the connections: it could use so many (XFER15). */
  v.strictObject({
    type: v.literal("lanes"),
    wanted: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_LANES)),
  }),
  v.strictObject({ type: v.literal("cancel") }),
  /** The page is being closed or reloaded; in the second case it comes back at once. */
  v.strictObject({ type: v.literal("away") }),
  /** The page was reloaded, and its person has not chosen the files again yet, or has done so now (XFER17). */
  v.strictObject({ type: v.literal("choosing"), choosing: v.boolean() }),
  /** Nothing is under way, and the session is not to end by itself (FLOW3). */
  v.strictObject({ type: v.literal("stay") }),
  v.strictObject({ type: v.literal("bye") }),
  v.strictObject({ type: v.literal("ping") }),
  v.strictObject({ type: v.literal("pong") }),
  /** The other side broke the protocol; the sender of this message closes the channel. */
  v.strictObject({ type: v.literal("error"), code: v.picklist(["protocol", "version"]) }),
] as const;

/** What the side that has files says about them. */
const fromSender = [
  FileMeta,
  /** Ends the list of `file_meta` since the last one; both counts must match. Numbered from 0 by each side. */
  v.strictObject({
    type: v.literal("offer"),
    offer: offerNumber,
    files: v.pipe(byteCount, v.maxValue(MAX_FILES)),
    bytes: byteCount,
  }),
  /** The piece of the file that ends before byte `end` (XFER5). */
  v.strictObject({
    type: v.literal("piece"),
    fileId: FileId,
    end: byteCount,
    /** Of all bytes of the file up to `end`. */
    hash: Sha256,
    /** So many bytes travel in its place, as raw DEFLATE data (XFER18). */
    packed: v.optional(byteCount),
    /** No bytes travel: the receiver's earlier file has the same piece (XFER19). */
    same: v.optional(v.literal(true)),
  }),
  v.strictObject({ type: v.literal("file_complete"), fileId: FileId, hash: Sha256 }),
  v.strictObject({ type: v.literal("withdraw"), fileId: FileId, reason: FileFailure }),
] as const;

/** What the side that takes files says about them. */
const fromReceiver = [
  /** Before its answer: what it can take. Null where the browser does not tell. */
  v.strictObject({
    type: v.literal("capacity"),
    offer: offerNumber,
    method: SaveMethod,
    freeBytes: v.nullable(byteCount),
  }),
  v.strictObject({ type: v.literal("accept"), offer: offerNumber }),
  v.strictObject({ type: v.literal("decline"), offer: offerNumber }),
  /**
   * On a new channel: the first `bytes` bytes are kept and have this digest. Behind them only these ranges
   * have arrived.
   */
  v.strictObject({
    type: v.literal("resume"),
    fileId: FileId,
    bytes: byteCount,
    hash: v.nullable(Sha256),
    ranges: v.pipe(v.array(byteRange), v.maxLength(MAX_LISTED_RANGES)),
  }),
  /** SHA-256 of pieces of an earlier file with the same name, by itself each, from piece `from` on (XFER19). */
  v.strictObject({
    type: v.literal("have"),
    fileId: FileId,
    from: byteCount,
    hashes: v.pipe(v.array(Sha256), v.maxLength(MAX_LISTED_HASHES)),
  }),
  /** So many bytes of the file have arrived, and the first `kept` of them are verified and written. */
  v.strictObject({ type: v.literal("progress"), fileId: FileId, bytes: byteCount, kept: byteCount }),
  /** These bytes are missing, or were wrong: once more, please. */
  v.strictObject({ type: v.literal("resend"), fileId: FileId, range: byteRange }),
  /** Nothing of the file is kept any more: the whole file once more, please. */
  v.strictObject({ type: v.literal("restart"), fileId: FileId }),
  v.strictObject({ type: v.literal("file_verified"), fileId: FileId, hash: Sha256 }),
  v.strictObject({ type: v.literal("file_failed"), fileId: FileId, reason: FileFailure }),
] as const;

/** From both: no byte of a file moves while either side has paused. */
const pause = v.strictObject({ type: v.literal("pause"), paused: v.boolean() });

/** From both: so many bytes have arrived on each lane since its channel opened, headers included (XFER23). */
const arrived = v.strictObject({
  type: v.literal("arrived"),
  lanes: v.pipe(
    v.array(v.strictTuple([v.pipe(byteCount, v.maxValue(MAX_LANES - 1)), byteCount])),
    v.maxLength(MAX_LANES),
  ),
});
export type FlowMessage = v.InferOutput<typeof arrived>;

export const SenderMessage = v.variant("type", [...fromSender]);
export type SenderMessage = v.InferOutput<typeof SenderMessage>;
export const ReceiverMessage = v.variant("type", [...fromReceiver]);
export type ReceiverMessage = v.InferOutput<typeof ReceiverMessage>;
export const SessionMessage = v.variant("type", [...sessionEntries]);
export type SessionMessage = v.InferOutput<typeof SessionMessage>;

/** Every JSON message on the data channel, both directions. Strict: extra keys are refused (XFER3). */
export const ControlMessage = v.variant("type", [
  ...sessionEntries,
  ...fromSender,
  ...fromReceiver,
  pause,
  arrived,
]);
export type ControlMessage = v.InferOutput<typeof ControlMessage>;

const SCHEMAS: ReadonlyMap<unknown, v.GenericSchema<unknown, ControlMessage>> = new Map(
  ControlMessage.options.map((schema) => [schema.entries.type.literal, schema]),
);

/** What a message of that type has to be; where there is none, whatever any message has to be. */
export const schemaOf = (type: unknown): v.GenericSchema<unknown, ControlMessage> =>
  SCHEMAS.get(type) ?? ControlMessage;

const typesOf = (entries: readonly { readonly entries: { readonly type: { readonly literal: string } } }[]) =>
  new Set(entries.map((entry) => entry.entries.type.literal));
const SESSION_TYPES = typesOf(sessionEntries);
const SENDER_TYPES = typesOf(fromSender);
const RECEIVER_TYPES = typesOf(fromReceiver);

/** Whether it is about the session rather than about files. */
export const isSessionMessage = (message: ControlMessage): message is SessionMessage =>
  SESSION_TYPES.has(message.type);
export const isSenderMessage = (message: ControlMessage): message is SenderMessage =>
  SENDER_TYPES.has(message.type);
export const isReceiverMessage = (message: ControlMessage): message is ReceiverMessage =>
  RECEIVER_TYPES.has(message.type);
