import { describe, expect, test } from "bun:test";
import { createHmac } from "node:crypto";
import { cryptoHash } from "../../adapters/crypto-hash.ts";
import { putU16 } from "../bytes.ts";
import { ATTRIBUTE } from "./attribute.ts";
import { username } from "./attributes/text.ts";
import { addFingerprint, hasRightFingerprint } from "./fingerprint.ts";
import { METHOD } from "./header.ts";
import { type IntegrityAlgorithm, integrityOf, isIntact, sign } from "./integrity.ts";
import { decodeMessage, findAttribute, MessageWriter } from "./message.ts";

const KEY = new TextEncoder().encode("key");
const TYPES = { sha1: ATTRIBUTE.messageIntegrity, sha256: ATTRIBUTE.messageIntegritySha256 } as const;
const BYTES = { sha1: 20, sha256: 32 } as const;

const newWriter = () =>
  new MessageWriter(METHOD.allocate, "request", new Uint8Array(12).fill(9)).add(username, "north");

/** Signed by another implementation, with a value of any length; over 32 bytes it goes on with zeros. */
function signedElsewhere(algorithm: IntegrityAlgorithm, length: number): Uint8Array {
  const writer = newWriter();
  const before = writer.bytes.slice();
  putU16(before, 2, before.length - 20 + 4 + length);
  const mac = createHmac(algorithm, KEY).update(before).digest();
  const value = new Uint8Array(length);
  value.set(mac.subarray(0, length));
  return writer.addBytes(TYPES[algorithm], value).bytes;
}

const isSigned = (bytes: Uint8Array, algorithm: IntegrityAlgorithm) =>
  isIntact(decodeMessage(bytes), algorithm, KEY, cryptoHash);

describe("integrity", () => {
  test.each(["sha1", "sha256"] as const)("[STUN3] %s is what another implementation makes", (algorithm) => {
    const writer = newWriter();
    sign(writer, algorithm, KEY, cryptoHash);
    expect(writer.bytes.toHex()).toBe(signedElsewhere(algorithm, BYTES[algorithm]).toHex());
    expect(isSigned(writer.bytes, algorithm)).toBe(true);
  });

  test.each([
    ["sha1", [20]],
    ["sha256", [16, 20, 24, 28, 32]],
  ] as const)("[STUN3] of %s values, only those of %p bytes are accepted", (algorithm, accepted) => {
    const lengths = Array.from({ length: 41 }, (_, length) => length);
    expect(lengths.filter((length) => isSigned(signedElsewhere(algorithm, length), algorithm))).toEqual([
      ...accepted,
    ]);
  });

  test("[STUN3] a value that somebody else cut is refused", () => {
    const bytes = signedElsewhere("sha256", 32);
    for (const length of [16, 20, 24, 28]) {
      const cut = bytes.slice(0, length - 32);
      putU16(cut, 2, cut.length - 20);
      putU16(cut, cut.length - length - 2, length);
      expect(findAttribute(decodeMessage(cut), TYPES.sha256)?.value.length).toBe(length);
      expect(isSigned(cut, "sha256")).toBe(false);
    }
  });

  test("[STUN3] a message can be signed both ways, and the stronger one is named", () => {
    const writer = newWriter();
    expect(integrityOf(decodeMessage(writer.bytes))).toBeUndefined();
    sign(writer, "sha1", KEY, cryptoHash);
    expect(integrityOf(decodeMessage(writer.bytes))).toBe("sha1");
    sign(writer, "sha256", KEY, cryptoHash);
    addFingerprint(writer);
    expect(integrityOf(decodeMessage(writer.bytes))).toBe("sha256");
    expect(isSigned(writer.bytes, "sha1")).toBe(true);
    expect(isSigned(writer.bytes, "sha256")).toBe(true);
    expect(hasRightFingerprint(decodeMessage(writer.bytes))).toBe(true);
  });

  test("[STUN3] what is not signed is not intact", () => {
    expect(isSigned(newWriter().bytes, "sha1")).toBe(false);
    expect(isSigned(newWriter().bytes, "sha256")).toBe(false);
    const behind = newWriter();
    sign(behind, "sha256", KEY, cryptoHash);
    sign(behind, "sha1", KEY, cryptoHash);
    expect(isSigned(behind.bytes, "sha1")).toBe(false);
  });

  test("[STUN3] what follows the integrity does not change it", () => {
    const writer = newWriter();
    sign(writer, "sha1", KEY, cryptoHash);
    writer.addBytes(ATTRIBUTE.lifetime, new Uint8Array(4));
    addFingerprint(writer);
    expect(isSigned(writer.bytes, "sha1")).toBe(true);
    expect(findAttribute(decodeMessage(writer.bytes), ATTRIBUTE.lifetime)).toBeUndefined();
  });

  test("[STUN3] signing changes nothing before it", () => {
    const writer = newWriter();
    const before = writer.bytes.slice(4);
    sign(writer, "sha256", KEY, cryptoHash);
    addFingerprint(writer);
    expect(writer.bytes.slice(4, 4 + before.length)).toEqual(before);
  });
});
