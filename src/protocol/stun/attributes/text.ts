import { ProtocolError } from "../../errors.ts";
import { ATTRIBUTE, type AttributeCodec } from "../attribute.ts";

/** What RFC 5389 let others send: it must be read (RFC 8489 §14.3, §14.9, §14.10), though less may be sent. */
const MAX_BYTES = 763;

/** A byte order mark is part of the text: without it the text would not be what was signed. */
const STRICT = { fatal: true, ignoreBOM: true };

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", STRICT);

/** UTF-8 up to a number of bytes. */
function text(type: number, at: string): AttributeCodec<string> {
  return {
    type,
    encode: (value) => encoder.encode(value),
    decode(bytes) {
      if (bytes.length > MAX_BYTES) throw new ProtocolError("too-large", at, `more than ${MAX_BYTES} bytes`);
      try {
        return decoder.decode(bytes);
      } catch (cause) {
        throw new ProtocolError("bad-value", at, "not UTF-8", { cause });
      }
    },
  };
}

/** RFC 8489 §14.3: fewer than 509 bytes where we send it. */
export const username = text(ATTRIBUTE.username, "stun/username");

/** RFC 8489 §14.9: fewer than 128 characters where we send it. */
export const realm = text(ATTRIBUTE.realm, "stun/realm");

/** RFC 8489 §14.10: fewer than 128 characters where we send it. */
export const nonce = text(ATTRIBUTE.nonce, "stun/nonce");
