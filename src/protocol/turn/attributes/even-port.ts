import { ByteReader } from "../../bytes.ts";
import { ATTRIBUTE, type AttributeCodec } from "../../stun/attribute.ts";

const RESERVE_NEXT = 0x80;

/** The relayed port must be even; with the R bit, the next one is reserved (RFC 8656 §18.7). @returns the R bit */
export const evenPort: AttributeCodec<boolean> = {
  type: ATTRIBUTE.evenPort,
  encode: (reserveNext) => Uint8Array.of(reserveNext ? RESERVE_NEXT : 0),
  decode(bytes) {
    const reader = new ByteReader(bytes, "turn/even-port");
    const flags = reader.u8();
    reader.end();
    return (flags & RESERVE_NEXT) !== 0;
  },
};
