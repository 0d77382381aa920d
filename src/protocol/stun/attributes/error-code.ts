import { ByteReader } from "../../bytes.ts";
import { ATTRIBUTE, type AttributeCodec } from "../attribute.ts";

export interface StunError {
  /** 300 to 699. */
  readonly code: number;
  /** May be empty. */
  readonly reason: string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8");

/** Reserved (21 bits), class (3: the hundreds), number (8: the rest), reason phrase (RFC 8489 §14.8). */
export const errorCode: AttributeCodec<StunError> = {
  type: ATTRIBUTE.errorCode,
  encode({ code, reason }) {
    const phrase = encoder.encode(reason);
    const bytes = new Uint8Array(4 + phrase.length);
    bytes[2] = Math.floor(code / 100);
    bytes[3] = code % 100;
    bytes.set(phrase, 4);
    return bytes;
  },
  decode(bytes) {
    const reader = new ByteReader(bytes, "stun/error-code");
    reader.u16();
    const [hundreds, rest] = [reader.u8() & 7, reader.u8()];
    if (hundreds < 3 || hundreds > 6 || rest > 99) throw reader.refuse("code");
    return { code: hundreds * 100 + rest, reason: decoder.decode(reader.rest()) };
  },
};
