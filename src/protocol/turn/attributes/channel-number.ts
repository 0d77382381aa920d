import { ByteReader, putU16 } from "../../bytes.ts";
import { ATTRIBUTE, type AttributeCodec } from "../../stun/attribute.ts";

/** Channel number (16 bits), then 16 bits that are ignored (RFC 8656 §18.1). Any number: see `isChannel`. */
export const channelNumber: AttributeCodec<number> = {
  type: ATTRIBUTE.channelNumber,
  encode(channel) {
    const bytes = new Uint8Array(4);
    putU16(bytes, 0, channel);
    return bytes;
  },
  decode(bytes) {
    const reader = new ByteReader(bytes, "turn/channel-number");
    const channel = reader.u16();
    reader.u16();
    reader.end();
    return channel;
  },
};
