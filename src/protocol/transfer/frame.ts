import { ProtocolError } from "../errors.ts";
import { type FileId, fileId } from "../ids.ts";

/**
 * A binary data-channel message: some bytes of one file (XFER2). Big-endian.
 *
 *     0      1          4            8              16
 *     +------+----------+------------+--------------+----------------
 *     | kind | reserved | file id    | offset       | file bytes …
 *     | 1    | 0        | 32 bits    | 64 bits      | at least one
 *     +------+----------+------------+--------------+----------------
 */
export interface Frame {
  readonly fileId: FileId;
  /** Where in the file the bytes belong. */
  readonly offset: number;
  /** A view into the message, not a copy. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Bytes before the file's own in every binary message. */
export const FRAME_HEADER_BYTES = 16;

const KIND_FILE_BYTES = 1;

/** Writes a header at the start of `target`; the caller puts the file's bytes behind it. */
export function writeFrameHeader(target: Uint8Array<ArrayBuffer>, file: FileId, offset: number): void {
  const view = new DataView(target.buffer, target.byteOffset, FRAME_HEADER_BYTES);
  view.setUint32(0, KIND_FILE_BYTES << 24);
  view.setUint32(4, Number.parseInt(file, 16));
  view.setBigUint64(8, BigInt(offset));
}

/** @throws {ProtocolError} `truncated` or `bad-value` */
export function decodeFrame(message: ArrayBuffer): Frame {
  if (message.byteLength <= FRAME_HEADER_BYTES) {
    throw new ProtocolError("truncated", "frame", `${message.byteLength} bytes`);
  }
  const view = new DataView(message);
  if (view.getUint32(0) !== KIND_FILE_BYTES << 24)
    throw new ProtocolError("bad-value", "frame/kind", "unknown");
  const offset = view.getBigUint64(8);
  if (offset > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new ProtocolError("bad-value", "frame/offset", "beyond 2^53");
  }
  return {
    fileId: fileId(view.getUint32(4)),
    offset: Number(offset),
    bytes: new Uint8Array(message, FRAME_HEADER_BYTES),
  };
}
