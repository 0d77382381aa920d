import type { Hash } from "../hash.ts";

const encoder = new TextEncoder();

/**
 * The HMAC key of the long-term credential mechanism: MD5 over `username:realm:password` (RFC 8489 §9.2.2).
 *
 * The user name and password are taken as they are: here both are ASCII, which the OpaqueString profile
 * leaves unchanged.
 *
 * @returns 16 bytes
 */
export function longTermKey(hash: Hash, username: string, realm: string, password: string): Uint8Array {
  return hash.md5(encoder.encode(`${username}:${realm}:${password}`));
}
