import { ByteReader } from "../../bytes.ts";
import { ATTRIBUTE, type AttributeCodec } from "../../stun/attribute.ts";

/** Values of the field, as in XOR-MAPPED-ADDRESS. */
export const FAMILY = { ipv4: 1, ipv6: 2 } as const;

/** Family (8 bits), then 24 bits that are ignored. */
function addressFamily(type: number): AttributeCodec<number> {
  return {
    type,
    encode: (family) => Uint8Array.of(family, 0, 0, 0),
    decode(bytes) {
      const reader = new ByteReader(bytes, "turn/address-family");
      const family = reader.u8();
      reader.bytes(3);
      reader.end();
      return family;
    },
  };
}

/** Of which family the relayed address shall be (RFC 8656 §18.6). Any number: the server judges it. */
export const requestedAddressFamily = addressFamily(ATTRIBUTE.requestedAddressFamily);

/** Asks for a second relayed address, of IPv6 (RFC 8656 §18.11). */
export const additionalAddressFamily = addressFamily(ATTRIBUTE.additionalAddressFamily);
