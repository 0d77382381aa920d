import { ByteReader } from "../../bytes.ts";
import { ATTRIBUTE, type AttributeCodec } from "../../stun/attribute.ts";

/** UDP's number among the protocols of IP: the only one that RFC 8656 relays. */
export const UDP_PROTOCOL = 17;

/** Protocol number (8 bits) between server and peer, then 24 bits that are ignored (RFC 8656 §18.8). */
export const requestedTransport: AttributeCodec<number> = {
  type: ATTRIBUTE.requestedTransport,
  encode: (protocol) => Uint8Array.of(protocol, 0, 0, 0),
  decode(bytes) {
    const reader = new ByteReader(bytes, "turn/requested-transport");
    const protocol = reader.u8();
    reader.bytes(3);
    reader.end();
    return protocol;
  },
};
