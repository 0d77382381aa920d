import { describe, expect, test } from "bun:test";
import { createHash, createHmac } from "node:crypto";
import { cryptoHash } from "./crypto-hash.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const times = (byte: number, length: number) => new Uint8Array(length).fill(byte);

describe("hash functions", () => {
  test.each([
    ["", "d41d8cd98f00b204e9800998ecf8427e"],
    ["abc", "900150983cd24fb0d6963f7d28e17f72"],
    ["message digest", "f96b697d7cb7938d525a2f31aaf161d0"],
  ])("[STUN3] MD5 of %p is that of RFC 1321", (text, digest) => {
    expect(cryptoHash.md5(bytes(text)).toHex()).toBe(digest);
  });

  test.each([
    ["1", times(0x0b, 20), bytes("Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00"],
    ["2", bytes("Jefe"), bytes("what do ya want for nothing?"), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"],
    ["3", times(0xaa, 20), times(0xdd, 50), "125d7342b9ac11cd91a39af48aa17b4f63f175d3"],
    [
      "6",
      times(0xaa, 80),
      bytes("Test Using Larger Than Block-Size Key - Hash Key First"),
      "aa4ae5e15272d00e95705637ce8a3b55ed402112",
    ],
  ])("[STUN3] HMAC-SHA-1 is that of RFC 2202, case %s", (_, key, data, digest) => {
    expect(cryptoHash.hmacSha1(key, data).toHex()).toBe(digest);
  });

  test.each([
    [
      "1",
      times(0x0b, 20),
      bytes("Hi There"),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    ],
    [
      "2",
      bytes("Jefe"),
      bytes("what do ya want for nothing?"),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    ],
    [
      "6",
      times(0xaa, 131),
      bytes("Test Using Larger Than Block-Size Key - Hash Key First"),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    ],
  ])("[STUN3] HMAC-SHA-256 is that of RFC 4231, case %s", (_, key, data, digest) => {
    expect(cryptoHash.hmacSha256(key, data).toHex()).toBe(digest);
  });

  test.each([0, 1, 16, 63, 64, 65, 300])("[STUN3] a key of %i bytes, and views of more", (length) => {
    const key = times(7, length + 2)
      .fill(9, 0, 1)
      .fill(9, -1)
      .subarray(1, -1);
    const data = times(3, 100).fill(9, 0, 1).subarray(1);
    const again = createHmac("sha1", times(7, length)).update(times(3, 99)).digest("hex");
    const again256 = createHmac("sha256", times(7, length)).update(times(3, 99)).digest("hex");
    expect(cryptoHash.hmacSha1(key, data).toHex()).toBe(again);
    expect(cryptoHash.hmacSha256(key, data).toHex()).toBe(again256);
    expect(cryptoHash.md5(data).toHex()).toBe(createHash("md5").update(times(3, 99)).digest("hex"));
  });
});
