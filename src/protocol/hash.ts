/**
 * The hash functions that STUN and TURN are built on. An argument wherever they are needed, because this part
 * of the code has no platform under it.
 */
export interface Hash {
  /** @returns 16 bytes */
  md5(bytes: Uint8Array): Uint8Array;
  /** @returns 20 bytes */
  hmacSha1(key: Uint8Array, bytes: Uint8Array): Uint8Array;
  /** @returns 32 bytes */
  hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array;
}
