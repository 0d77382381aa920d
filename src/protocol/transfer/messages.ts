import * as v from "valibot";
import { FileId, Sha256 } from "../ids.ts";

/** Raised when two pages of different age could misunderstand each other (XFER1). */
export const TRANSFER_VERSION = 2;

/** Longest control message, in characters (XFER3). */
export const MAX_CONTROL_LENGTH = 16_384;

/** Most files in one offer: bounds what a hostile sender can make a receiver keep and draw. */
export const MAX_FILES = 10_000;

/** Longest file name on the wire, in UTF-16 code units; every file system's limit is below it. */
export const MAX_NAME_LENGTH = 1_024;
const MAX_DEVICE_LENGTH = 64;

const byteCount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Why one file did not arrive (XFER9). Each is a sentence in the client's texts. */
export const FileFailure = v.picklist(["hash-mismatch", "wrong-offset", "unreadable", "cannot-save"]);
export type FileFailure = v.InferOutput<typeof FileFailure>;

/** A file as it is announced: before acceptance, name and size are all that a receiver knows. */
export const FileMeta = v.strictObject({
  type: v.literal("file_meta"),
  fileId: FileId,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_NAME_LENGTH)),
  size: byteCount,
  /** Present where the sender knows the digest already; otherwise it travels in `file_complete`. */
  hash: v.optional(Sha256),
});
export type FileMeta = v.InferOutput<typeof FileMeta>;

/** Every JSON message on the data channel, both directions. Strict: extra keys are refused (XFER3). */
export const ControlMessage = v.variant("type", [
  v.strictObject({
    type: v.literal("hello"),
    version: v.pipe(v.number(), v.integer()),
    /** What kind of device speaks, in words: "Chrome on Android". */
    device: v.pipe(v.string(), v.maxLength(MAX_DEVICE_LENGTH)),
  }),
  FileMeta,
  /** Ends the list of `file_meta`; both counts must match what was announced. */
  v.strictObject({
    type: v.literal("offer"),
    files: v.pipe(byteCount, v.maxValue(MAX_FILES)),
    bytes: byteCount,
  }),
  v.strictObject({ type: v.literal("accept") }),
  v.strictObject({ type: v.literal("decline") }),
  /** On a new channel: the receiver has this many bytes of the file, and the sender goes on behind them. */
  v.strictObject({ type: v.literal("resume"), fileId: FileId, bytes: byteCount }),
  /** The receiver has hashed and written this many bytes of the file. */
  v.strictObject({ type: v.literal("progress"), fileId: FileId, bytes: byteCount }),
  v.strictObject({ type: v.literal("file_complete"), fileId: FileId, hash: Sha256 }),
  v.strictObject({ type: v.literal("file_verified"), fileId: FileId, hash: Sha256 }),
  v.strictObject({ type: v.literal("file_failed"), fileId: FileId, reason: FileFailure }),
  v.strictObject({ type: v.literal("cancel") }),
  v.strictObject({ type: v.literal("bye") }),
  v.strictObject({ type: v.literal("ping") }),
  v.strictObject({ type: v.literal("pong") }),
  /** The other side broke the protocol; the sender of this message closes the channel. */
  v.strictObject({ type: v.literal("error"), code: v.picklist(["protocol", "version"]) }),
]);
export type ControlMessage = v.InferOutput<typeof ControlMessage>;
