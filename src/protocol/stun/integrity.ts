import { areEqual, putU16 } from "../bytes.ts";
import type { Hash } from "../hash.ts";
import { ATTRIBUTE } from "./attribute.ts";
import { HEADER_BYTES } from "./header.ts";
import { findAttribute, type MessageWriter, type StunMessage } from "./message.ts";

/** MESSAGE-INTEGRITY (RFC 8489 §14.5) and MESSAGE-INTEGRITY-SHA256 (§14.6). */
export type IntegrityAlgorithm = "sha1" | "sha256";

const KINDS = {
  sha1: { type: ATTRIBUTE.messageIntegrity, bytes: 20, minBytes: 20 },
  /** May be cut to a multiple of four bytes, but not below sixteen. */
  sha256: { type: ATTRIBUTE.messageIntegritySha256, bytes: 32, minBytes: 16 },
} as const;

/** Which one the message carries; the stronger one where it has both, and undefined where it has none. */
export function integrityOf(message: StunMessage): IntegrityAlgorithm | undefined {
  if (findAttribute(message, KINDS.sha256.type)) return "sha256";
  return findAttribute(message, KINDS.sha1.type) && "sha1";
}

/** Whether the message was signed with this key, and not changed since. */
export function isIntact(
  message: StunMessage,
  algorithm: IntegrityAlgorithm,
  key: Uint8Array,
  hash: Hash,
): boolean {
  const { type, bytes, minBytes } = KINDS[algorithm];
  const attribute = findAttribute(message, type);
  if (!attribute) return false;
  const { value, offset } = attribute;
  if (value.length < minBytes || value.length > bytes || value.length % 4 !== 0) return false;
  // The length that was signed ends with this attribute, whatever follows it.
  const digest = macOver(message.bytes.subarray(0, offset), value.length, algorithm, key, hash);
  return areEqual(digest.subarray(0, value.length), value);
}

/** Adds the attribute; only the fingerprint may follow. */
export function sign(
  writer: MessageWriter,
  algorithm: IntegrityAlgorithm,
  key: Uint8Array,
  hash: Hash,
): void {
  const { type, bytes } = KINDS[algorithm];
  writer.addBytes(type, macOver(writer.bytes, bytes, algorithm, key, hash));
}

function macOver(
  before: Uint8Array,
  macBytes: number,
  algorithm: IntegrityAlgorithm,
  key: Uint8Array,
  hash: Hash,
): Uint8Array {
  // Not `slice`, which on a Buffer gives a view: the length of what was received would be overwritten.
  const signed = new Uint8Array(before);
  putU16(signed, 2, before.length - HEADER_BYTES + 4 + macBytes);
  return algorithm === "sha1" ? hash.hmacSha1(key, signed) : hash.hmacSha256(key, signed);
}
