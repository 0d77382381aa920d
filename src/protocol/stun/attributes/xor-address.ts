import { ByteReader, putU16, u16At, xor } from "../../bytes.ts";
import { ATTRIBUTE, type AttributeCodec } from "../attribute.ts";
import type { SocketAddress } from "../socket-address.ts";

const IP_BYTES_OF_FAMILY: Readonly<Record<number, number>> = { 1: 4, 2: 16 };

/**
 * Reserved (8 bits), family (8: 1 is IPv4, 2 is IPv6), port (16) XOR the cookie's upper half, address XOR
 * cookie and transaction id (RFC 8489 §14.2).
 */
export function xorAddress(type: number): AttributeCodec<SocketAddress> {
  return {
    type,
    encode({ ip, port }, pad) {
      const bytes = new Uint8Array(4 + ip.length);
      bytes[1] = ip.length === 4 ? 1 : 2;
      putU16(bytes, 2, port ^ u16At(pad, 0));
      bytes.set(xor(ip, pad), 4);
      return bytes;
    },
    decode(bytes, pad) {
      const reader = new ByteReader(bytes, "stun/xor-address");
      reader.u8();
      const ipBytes = IP_BYTES_OF_FAMILY[reader.u8()];
      if (ipBytes === undefined) throw reader.refuse("family");
      const port = reader.u16() ^ u16At(pad, 0);
      const ip = xor(reader.bytes(ipBytes), pad);
      reader.end();
      return { ip, port };
    },
  };
}

export const xorMappedAddress = xorAddress(ATTRIBUTE.xorMappedAddress);
