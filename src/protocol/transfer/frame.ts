import { ProtocolError } from "../errors.ts";
import { type FileId, fileId } from "../ids.ts";

/**
 * A binary data-channel message: some bytes of one file (XFER2). Big-endian.
 *
 *     0      1          4            8              16
 *     +------+----------+------------+--------------+----------------
 *     | kind | reserved | file id    | offset       | bytes …
 *     | 1, 2 | 0        | 32 bits    | 64 bits      | at least one
 *     +------+----------+------------+--------------+----------------
 *
 * Kind 1 are the file's own bytes. Kind 2 are bytes of a piece's raw DEFLATE data, counted as if they stood at
 * the piece's beginning.
 */
export interface Frame {
  readonly fileId: FileId;
  /** Where in the file the bytes belong. */
  readonly offset: number;
  readonly isPacked: boolean;
  /** A view into the message, not a copy. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Bytes before the file's own in every binary message. */
export const FRAME_HEADER_BYTES = 16;

const KIND_PLAIN = 1;
const KIND_PACKED = 2;

/** Writes a header at the start of `target`; the caller puts the file's bytes behind it. */
export function writeFrameHeader(
  target: Uint8Array<ArrayBuffer>,
  { fileId: file, offset, isPacked }: Omit<Frame, "bytes">,
): void {
  const view = new DataView(target.buffer, target.byteOffset, FRAME_HEADER_BYTES);
  view.setUint32(0, (isPacked ? KIND_PACKED : KIND_PLAIN) << 24);
  view.setUint32(4, Number.parseInt(file, 16));
  view.setBigUint64(8, BigInt(offset));
}

/** @throws {ProtocolError} `truncated` or `bad-value` */
export function decodeFrame(message: ArrayBuffer): Frame {
  if (message.byteLength <= FRAME_HEADER_BYTES) {
    throw new ProtocolError("truncated", "frame", `${message.byteLength} bytes`);
  }
  const view = new DataView(message);
  const kind = view.getUint32(0);
  if (kind !== KIND_PLAIN << 24 && kind !== KIND_PACKED << 24)
    throw new ProtocolError("bad-value", "frame/kind", "unknown");
  const offset = view.getBigUint64(8);
  if (offset > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new ProtocolError("bad-value", "frame/offset", "beyond 2^53");
  }
  return {
    fileId: fileId(view.getUint32(4)),
    offset: Number(offset),
    isPacked: kind === KIND_PACKED << 24,
    bytes: new Uint8Array(message, FRAME_HEADER_BYTES),
  };
}
