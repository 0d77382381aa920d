import { describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { cryptoHash } from "../../adapters/crypto-hash.ts";
import * as vectors from "../../testing/vectors/rfc5769.ts";
import { ProtocolError } from "../errors.ts";
import { ATTRIBUTE } from "./attribute.ts";
import { nonce, realm, username } from "./attributes/text.ts";
import { xorMappedAddress } from "./attributes/xor-address.ts";
import { addFingerprint, hasRightFingerprint } from "./fingerprint.ts";
import { METHOD } from "./header.ts";
import { type IntegrityAlgorithm, integrityOf, isIntact, sign } from "./integrity.ts";
import { longTermKey } from "./long-term-key.ts";
import {
  decodeMessage,
  findAttribute,
  MessageWriter,
  readAttribute,
  type StunMessage,
  transactionIdOf,
} from "./message.ts";

const { LONG_TERM } = vectors;
const SHORT_TERM_KEY = new TextEncoder().encode(vectors.SHORT_TERM_PASSWORD);
const MD5_KEY = longTermKey(cryptoHash, LONG_TERM.username, LONG_TERM.realm, LONG_TERM.password);
const SHA256_KEY = new Uint8Array(
  createHash("sha256").update(`${LONG_TERM.username}:${LONG_TERM.realm}:${LONG_TERM.password}`).digest(),
);
const SHORT_TERM_ID = "b7e7a701bc34d686fa87dfae";
const LONG_TERM_ID = "78ad3433c6ad72c029da412e";

const SIGNED: readonly [string, Uint8Array, IntegrityAlgorithm, Uint8Array][] = [
  ["RFC 5769 §2.1", vectors.REQUEST, "sha1", SHORT_TERM_KEY],
  ["RFC 5769 §2.2", vectors.IPV4_RESPONSE, "sha1", SHORT_TERM_KEY],
  ["RFC 5769 §2.3", vectors.IPV6_RESPONSE, "sha1", SHORT_TERM_KEY],
  ["RFC 5769 §2.4", vectors.LONG_TERM_REQUEST, "sha1", MD5_KEY],
  ["RFC 8489 B.1", vectors.SHA256_REQUEST, "sha256", SHA256_KEY],
];
const FINGERPRINTED = SIGNED.slice(0, 3);

/** Types and values in hex, in their order. */
const listed = ({ attributes }: StunMessage) =>
  attributes.map(({ type, value }) => [type, value.toHex()] as const);

/** False also where it is no message any more. */
function holds(bytes: Uint8Array, check: (message: StunMessage) => boolean | undefined): boolean {
  try {
    return check(decodeMessage(bytes)) === true;
  } catch (error) {
    if (error instanceof ProtocolError) return false;
    throw error;
  }
}

/** Numbers of the bits that can be flipped before the check fails to notice; from byte 0 to `end`. */
function unnoticed(
  bytes: Uint8Array,
  end: number,
  check: (message: StunMessage) => boolean | undefined,
): number[] {
  return Array.from({ length: end * 8 }, (_, bit) => bit).filter((bit) => {
    const flipped = bytes.slice();
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return holds(flipped, check);
  });
}

describe("RFC 5769 and RFC 8489 B.1, decoded", () => {
  test("[STUN2] §2.1, the request, holds what the RFC says", () => {
    const message = decodeMessage(vectors.REQUEST);
    expect(message).toMatchObject({ method: METHOD.binding, class: "request" });
    expect(transactionIdOf(message).toHex()).toBe(SHORT_TERM_ID);
    expect(listed(message)).toEqual([
      [0x8022, new TextEncoder().encode("STUN test client").toHex()],
      [0x0024, "6e0001ff"],
      [0x8029, "932ff9b151263b36"],
      [ATTRIBUTE.username, new TextEncoder().encode("evtj:h6vY").toHex()],
      [ATTRIBUTE.messageIntegrity, "9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"],
      [ATTRIBUTE.fingerprint, "e57a3bcf"],
    ]);
    expect(readAttribute(message, username)).toBe("evtj:h6vY");
    expect(readAttribute(message, realm)).toBeUndefined();
  });

  test.each([
    ["§2.2", vectors.IPV4_RESPONSE, "c0000201"],
    ["§2.3", vectors.IPV6_RESPONSE, "20010db8123456780011223344556677"],
  ])("[STUN2] %s, the response, holds what the RFC says", (_, bytes, ip) => {
    const message = decodeMessage(bytes);
    expect(message).toMatchObject({ method: METHOD.binding, class: "success" });
    expect(transactionIdOf(message).toHex()).toBe(SHORT_TERM_ID);
    expect(listed(message).map(([type]) => type)).toEqual([
      0x8022,
      ATTRIBUTE.xorMappedAddress,
      ATTRIBUTE.messageIntegrity,
      ATTRIBUTE.fingerprint,
    ]);
    expect(findAttribute(message, 0x8022)?.value).toEqual(new TextEncoder().encode("test vector"));
    expect(readAttribute(message, xorMappedAddress)).toEqual({ ip: Uint8Array.fromHex(ip), port: 32_853 });
  });

  test("[STUN2] §2.4, the request with long-term credentials, holds what the RFC says", () => {
    const message = decodeMessage(vectors.LONG_TERM_REQUEST);
    expect(message).toMatchObject({ method: METHOD.binding, class: "request" });
    expect(transactionIdOf(message).toHex()).toBe(LONG_TERM_ID);
    expect(readAttribute(message, username)).toBe(LONG_TERM.username);
    expect(readAttribute(message, nonce)).toBe(LONG_TERM.nonce);
    expect(readAttribute(message, realm)).toBe(LONG_TERM.realm);
    expect(listed(message).map(([type]) => type)).toEqual([
      ATTRIBUTE.username,
      ATTRIBUTE.nonce,
      ATTRIBUTE.realm,
      ATTRIBUTE.messageIntegrity,
    ]);
  });

  test("[STUN2] B.1, the request with SHA-256, holds what the RFC says", () => {
    const message = decodeMessage(vectors.SHA256_REQUEST);
    expect(transactionIdOf(message).toHex()).toBe(LONG_TERM_ID);
    const userHash = createHash("sha256").update(`${LONG_TERM.username}:${LONG_TERM.realm}`).digest("hex");
    expect(listed(message).slice(0, -1)).toEqual([
      [0x001e, userHash],
      [ATTRIBUTE.nonce, new TextEncoder().encode(vectors.SHA256_NONCE).toHex()],
      [ATTRIBUTE.realm, new TextEncoder().encode(LONG_TERM.realm).toHex()],
      [0x001d, "00020000"],
    ]);
    expect(readAttribute(message, nonce)).toBe(vectors.SHA256_NONCE);
  });
});

describe("RFC 5769 and RFC 8489 B.1, proven", () => {
  test.each(SIGNED)(
    "[STUN3] %s is signed with the RFC's password and no other",
    (_, bytes, algorithm, key) => {
      const message = decodeMessage(bytes);
      const other = algorithm === "sha1" ? "sha256" : "sha1";
      expect(integrityOf(message)).toBe(algorithm);
      expect(isIntact(message, algorithm, key, cryptoHash)).toBe(true);
      expect(isIntact(message, algorithm, key.subarray(1), cryptoHash)).toBe(false);
      expect(isIntact(message, algorithm, new Uint8Array(0), cryptoHash)).toBe(false);
      expect(isIntact(message, other, key, cryptoHash)).toBe(false);
    },
  );

  test.each(SIGNED)("[STUN3] %s is refused with any one bit flipped", (_, bytes, algorithm, key) => {
    const { offset, value } = decodeMessage(bytes).attributes.findLast(
      ({ type }) => type !== ATTRIBUTE.fingerprint,
    ) ?? { offset: 0, value: bytes };
    const end = offset + 4 + value.length;
    expect(end).toBeGreaterThan(70);
    expect(unnoticed(bytes, end, (message) => isIntact(message, algorithm, key, cryptoHash))).toEqual([]);
  });

  test.each(FINGERPRINTED)(
    "[STUN3] the fingerprint of %s is right, and wrong with any one bit flipped",
    (_, bytes) => {
      expect(hasRightFingerprint(decodeMessage(bytes))).toBe(true);
      expect(unnoticed(bytes, bytes.length, hasRightFingerprint)).toEqual([]);
    },
  );

  test.each(SIGNED)("[STUN3] checking %s in a Buffer changes no byte of it", (_, bytes, algorithm, key) => {
    const buffer = Buffer.from(bytes);
    const message = decodeMessage(buffer);
    expect(isIntact(message, algorithm, key, cryptoHash)).toBe(true);
    expect(hasRightFingerprint(message)).toBe(hasRightFingerprint(decodeMessage(bytes)));
    expect(buffer.toHex()).toBe(bytes.toHex());
  });
});

describe("RFC 5769 and RFC 8489 B.1, written", () => {
  test("[STUN6] §2.4 comes out byte for byte", () => {
    const writer = new MessageWriter(METHOD.binding, "request", Uint8Array.fromHex(LONG_TERM_ID))
      .add(username, LONG_TERM.username)
      .add(nonce, LONG_TERM.nonce)
      .add(realm, LONG_TERM.realm);
    sign(writer, "sha1", MD5_KEY, cryptoHash);
    expect(writer.bytes.toHex()).toBe(vectors.LONG_TERM_REQUEST.toHex());
  });

  test("[STUN6] B.1 comes out byte for byte", () => {
    const userHash = createHash("sha256").update(`${LONG_TERM.username}:${LONG_TERM.realm}`).digest();
    const writer = new MessageWriter(METHOD.binding, "request", Uint8Array.fromHex(LONG_TERM_ID))
      .addBytes(0x001e, userHash)
      .add(nonce, vectors.SHA256_NONCE)
      .add(realm, LONG_TERM.realm)
      .addBytes(0x001d, Uint8Array.of(0, 2, 0, 0));
    sign(writer, "sha256", SHA256_KEY, cryptoHash);
    expect(writer.bytes.toHex()).toBe(vectors.SHA256_REQUEST.toHex());
  });

  /** Their padding is spaces, which were signed; ours is zeros. */
  test.each(FINGERPRINTED)(
    "[STUN6] %s comes out the same but for padding and what is made over it",
    (_, bytes) => {
      const original = decodeMessage(bytes);
      const writer = new MessageWriter(original.method, original.class, transactionIdOf(original));
      const isProof = (type: number) => type === ATTRIBUTE.messageIntegrity || type === ATTRIBUTE.fingerprint;
      for (const { type, value } of original.attributes) if (!isProof(type)) writer.addBytes(type, value);
      const length = writer.bytes.length;
      sign(writer, "sha1", SHORT_TERM_KEY, cryptoHash);
      addFingerprint(writer);

      const expected = bytes.slice();
      for (const { offset, value } of original.attributes) {
        const end = offset + 4 + value.length;
        expected.fill(0, end, end + (-end & 3));
      }
      expect(writer.bytes.length).toBe(bytes.length);
      expect(writer.bytes.subarray(0, 2).toHex()).toBe(expected.subarray(0, 2).toHex());
      expect(writer.bytes.subarray(4, length).toHex()).toBe(expected.subarray(4, length).toHex());
      const written = decodeMessage(writer.bytes);
      expect(isIntact(written, "sha1", SHORT_TERM_KEY, cryptoHash)).toBe(true);
      expect(hasRightFingerprint(written)).toBe(true);
    },
  );
});
