import { ByteReader } from "../../bytes.ts";
import { ATTRIBUTE, type AttributeCodec } from "../../stun/attribute.ts";

/** Names a reserved port: 8 bytes (RFC 8656 §18.10). */
export const reservationToken: AttributeCodec<Uint8Array> = {
  type: ATTRIBUTE.reservationToken,
  encode: (token) => token,
  decode(bytes) {
    const reader = new ByteReader(bytes, "turn/reservation-token");
    const token = reader.bytes(8);
    reader.end();
    return token;
  },
};
