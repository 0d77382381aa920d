import type { Hash } from "#protocol/hash.ts";

/** The runtime's own implementations. */
export const cryptoHash: Hash = {
  md5: (bytes) => new Bun.CryptoHasher("md5").update(bytes).digest(),
  hmacSha1: (key, bytes) => new Bun.CryptoHasher("sha1", key).update(bytes).digest(),
  hmacSha256: (key, bytes) => new Bun.CryptoHasher("sha256", key).update(bytes).digest(),
};
