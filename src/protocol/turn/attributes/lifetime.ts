import { ByteReader, putU32 } from "../../bytes.ts";
import { ATTRIBUTE, type AttributeCodec } from "../../stun/attribute.ts";

/** How long the server keeps an allocation without a refresh: 32 bits, in seconds (RFC 8656 §18.2). */
export const lifetime: AttributeCodec<number> = {
  type: ATTRIBUTE.lifetime,
  encode(seconds) {
    const bytes = new Uint8Array(4);
    putU32(bytes, 0, seconds);
    return bytes;
  },
  decode(bytes) {
    const reader = new ByteReader(bytes, "turn/lifetime");
    const seconds = reader.u32();
    reader.end();
    return seconds;
  },
};
