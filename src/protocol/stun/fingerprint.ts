import { putU16, putU32, u32At } from "../bytes.ts";
import { crc32 } from "../crc32.ts";
import { ATTRIBUTE } from "./attribute.ts";
import { HEADER_BYTES } from "./header.ts";
import { findAttribute, type MessageWriter, type StunMessage } from "./message.ts";

/** Keeps the CRC apart from one that another protocol puts at the same place (RFC 8489 §14.7). */
const XOR_VALUE = 0x5354_554e;

const VALUE_BYTES = 4;

/** Whether the message has a FINGERPRINT and it is right; undefined where it has none. */
export function hasRightFingerprint(message: StunMessage): boolean | undefined {
  const attribute = findAttribute(message, ATTRIBUTE.fingerprint);
  if (!attribute) return undefined;
  const { value, offset } = attribute;
  return value.length === VALUE_BYTES && u32At(value, 0) === fingerprintOf(message.bytes.subarray(0, offset));
}

/** Adds the attribute, which is the last one. */
export function addFingerprint(writer: MessageWriter): void {
  const before = writer.bytes.slice();
  putU16(before, 2, before.length - HEADER_BYTES + 4 + VALUE_BYTES);
  const value = new Uint8Array(VALUE_BYTES);
  putU32(value, 0, fingerprintOf(before));
  writer.addBytes(ATTRIBUTE.fingerprint, value);
}

function fingerprintOf(bytes: Uint8Array): number {
  return (crc32(bytes) ^ XOR_VALUE) >>> 0;
}
