import { u16At, u32At } from "#protocol/bytes.ts";
import { ProtocolError } from "#protocol/errors.ts";
import { COOKIE_OFFSET, HEADER_BYTES, MAGIC_COOKIE } from "#protocol/stun/header.ts";
import { CHANNEL_HEADER_BYTES, startsChannelData } from "#protocol/turn/channel-data.ts";

/** Finds the messages in a stream of bytes (RFC 8656 §2.1 and §12.5: ChannelData is padded to four bytes). */
export class StreamFraming {
  /** The beginning of a message whose end has not come yet. */
  #started: Uint8Array | undefined;

  /**
   * The messages that are complete with this chunk. They are views of it, or of a copy that nobody else has.
   *
   * @param maxBytes of one message: what comes next is not kept if it says that it is longer
   * @throws {ProtocolError} where the stream is no sequence of messages: there is no way to find the next one
   */
  *take(chunk: Uint8Array, maxBytes: number): Generator<Uint8Array> {
    const bytes = this.#started ? joined(this.#started, chunk) : chunk;
    this.#started = undefined;
    let start = 0;
    while (start < bytes.length) {
      const rest = bytes.subarray(start);
      const length = messageLength(rest);
      if (length > maxBytes) throw new ProtocolError("too-large", "stream", `more than ${maxBytes} bytes`);
      if (rest.length < length) {
        // Not `slice`, which on a Buffer gives a view: a whole chunk would be kept for a few bytes of it.
        this.#started = new Uint8Array(rest);
        return;
      }
      yield rest.subarray(0, length);
      start += length;
    }
  }
}

/** Of the message that begins here, padding included; at least so many bytes are needed to go on. */
function messageLength(bytes: Uint8Array): number {
  if (startsChannelData(bytes[0] ?? 0)) {
    return bytes.length < CHANNEL_HEADER_BYTES
      ? CHANNEL_HEADER_BYTES
      : (CHANNEL_HEADER_BYTES + u16At(bytes, 2) + 3) & ~3;
  }
  if (((bytes[0] ?? 0) & 0xc0) !== 0) throw notTurn();
  if (bytes.length < HEADER_BYTES) return HEADER_BYTES;
  if (u32At(bytes, COOKIE_OFFSET) !== MAGIC_COOKIE || u16At(bytes, 2) % 4 !== 0) throw notTurn();
  return HEADER_BYTES + u16At(bytes, 2);
}

function notTurn(): ProtocolError {
  return new ProtocolError("bad-value", "stream", "neither STUN nor ChannelData");
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
