import { ByteReader, putU16 } from "../../bytes.ts";
import { ATTRIBUTE, type AttributeCodec } from "../attribute.ts";

/** Attribute types, 16 bits each (RFC 8489 §14.13). */
export const unknownAttributes: AttributeCodec<readonly number[]> = {
  type: ATTRIBUTE.unknownAttributes,
  encode(types) {
    const bytes = new Uint8Array(2 * types.length);
    for (const [index, type] of types.entries()) putU16(bytes, 2 * index, type);
    return bytes;
  },
  decode(bytes) {
    const reader = new ByteReader(bytes, "stun/unknown-attributes");
    const types: number[] = [];
    while (reader.left > 0) types.push(reader.u16());
    return types;
  },
};
