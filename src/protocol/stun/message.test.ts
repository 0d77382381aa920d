import { describe, expect, test } from "bun:test";
import { ATTRIBUTE, isComprehensionRequired } from "./attribute.ts";
import { realm, username } from "./attributes/text.ts";
import { xorMappedAddress } from "./attributes/xor-address.ts";
import { METHOD } from "./header.ts";
import {
  decodeMessage,
  findAttribute,
  MessageWriter,
  padOf,
  readAttribute,
  readAttributes,
  transactionIdOf,
} from "./message.ts";

const ID = Uint8Array.fromHex("0102030405060708090a0b0c");
const FIRST_OFFSET = 20;

/** A message with these bytes behind its header. */
function withBody(hex: string): Uint8Array {
  const length = (hex.length / 2).toString(16).padStart(4, "0");
  return Uint8Array.fromHex(`0001${length}2112a442${ID.toHex()}${hex}`);
}

const typesIn = (hex: string) => decodeMessage(withBody(hex)).attributes.map(({ type }) => type);
const newWriter = () => new MessageWriter(METHOD.binding, "request", ID);

const MAC = `00080014${"ab".repeat(20)}`;
const SHA256_MAC = `001c0020${"cd".repeat(32)}`;
const FINGERPRINT = "8028000401020304";

describe("reading", () => {
  test("[STUN2] a header alone is a message without attributes", () => {
    const message = decodeMessage(withBody(""));
    expect(message).toMatchObject({ method: METHOD.binding, class: "request", attributes: [] });
    expect(transactionIdOf(message)).toEqual(ID);
    expect(padOf(message.bytes).toHex()).toBe(`2112a442${ID.toHex()}`);
  });

  test.each([
    ["0 bytes", "00060000", ""],
    ["1 byte", "0006000161ffffff", "61"],
    ["2 bytes", "000600026161ffff", "6161"],
    ["3 bytes", "00060003616161ff", "616161"],
    ["4 bytes", "0006000461616161", "61616161"],
    ["5 bytes", "00060005616161616100ff20", "6161616161"],
  ])("[STUN2] a value of %s is read without its padding, whatever that is", (_, first, value) => {
    const { attributes } = decodeMessage(withBody(`${first}80220000`));
    expect(attributes).toEqual([
      { type: ATTRIBUTE.username, value: Uint8Array.fromHex(value), offset: FIRST_OFFSET },
      { type: 0x8022, value: new Uint8Array(0), offset: FIRST_OFFSET + first.length / 2 },
    ]);
  });

  test.each([
    ["one byte over the end", "00060001"],
    ["the end of its padding over the end", "0006000561616161"],
    ["far over the end", "0006ffff61616161"],
    ["over the end, behind a good one", "000600046161616180220008aaaaaaaa"],
    ["over the end, behind the integrity", `${MAC}00060004`],
  ])("[STUN2] an attribute that reaches %s is refused", (_, body) => {
    expect(() => decodeMessage(withBody(body))).toThrow(expect.objectContaining({ code: "truncated" }));
  });

  test.each([
    ["not STUN", "400000040000000000000000000000000000000000000000"],
    ["empty", ""],
  ])("[STUN2] what is %s is refused", (_, hex) => {
    expect(() => decodeMessage(Uint8Array.fromHex(hex))).toThrow(
      expect.objectContaining({ code: "bad-value", at: "stun/header" }),
    );
  });

  const [A, B] = ["0014000161000000", "0014000162000000"];
  test("[STUN2] only the first attribute of a type counts, where not all are asked for", () => {
    const message = decodeMessage(withBody(`${A}${B}00140001ff000000`));
    expect(readAttribute(message, realm)).toBe("a");
    expect(findAttribute(message, ATTRIBUTE.realm)?.offset).toBe(FIRST_OFFSET);
    expect(findAttribute(message, ATTRIBUTE.nonce)).toBeUndefined();
    expect(() => readAttributes(message, realm)).toThrow(expect.objectContaining({ code: "bad-value" }));
    const two = decodeMessage(withBody(A + B));
    expect(readAttributes(two, realm)).toEqual(["a", "b"]);
    expect(readAttributes(two, username)).toEqual([]);
  });

  test("[STUN2] a malformed value is found when it is read, with the message's own pad", () => {
    const bad = decodeMessage(withBody("002000080003000000000000"));
    expect(() => readAttribute(bad, xorMappedAddress)).toThrow(
      expect.objectContaining({ code: "bad-value", at: "stun/xor-address/family" }),
    );
    const good = decodeMessage(withBody(`00200014000221122112a442${ID.toHex()}`));
    expect(readAttribute(good, xorMappedAddress)).toEqual({ ip: new Uint8Array(16), port: 0 });
  });

  const { messageIntegrity, messageIntegritySha256, fingerprint, realm: realmType } = ATTRIBUTE;
  test.each([
    ["MESSAGE-INTEGRITY", `${MAC}00140000`, [messageIntegrity]],
    ["both", `${MAC}00140000${SHA256_MAC}000d0000`, [messageIntegrity, messageIntegritySha256]],
    ["MESSAGE-INTEGRITY-SHA256", `${SHA256_MAC}00140000`, [messageIntegritySha256]],
    ["MESSAGE-INTEGRITY-SHA256, be it MESSAGE-INTEGRITY", `${SHA256_MAC}${MAC}`, [messageIntegritySha256]],
    ["the first MESSAGE-INTEGRITY, be it another", `${MAC}${MAC}`, [messageIntegrity]],
    ["a MESSAGE-INTEGRITY without a value", "0008000000140000", [messageIntegrity]],
  ])("[STUN2] what follows %s is ignored, except a fingerprint", (_, body, types) => {
    expect(typesIn(body)).toEqual(types);
    expect(typesIn(`00140000${body}`)).toEqual([realmType, ...types]);
    expect(typesIn(body + FINGERPRINT)).toEqual([...types, fingerprint]);
  });

  test.each([
    ["an attribute", "00140000"],
    ["the integrity", MAC],
    ["another fingerprint", FINGERPRINT],
  ])("[STUN2] a fingerprint before %s is refused", (_, behind) => {
    for (const before of ["", "00140000", MAC]) {
      expect(() => decodeMessage(withBody(before + FINGERPRINT + behind))).toThrow(
        expect.objectContaining({ code: "trailing-bytes", at: "stun/fingerprint" }),
      );
    }
  });

  /** Those without a codec, whose test would tell their number. */
  test("[STUN2] attributes whose value is raw, or empty, have the numbers of the RFCs", () => {
    const {
      messageIntegrity: sha1,
      messageIntegritySha256: sha256,
      data,
      dontFragment,
      fingerprint: crc,
    } = ATTRIBUTE;
    expect([sha1, data, dontFragment, sha256, crc]).toEqual([0x0008, 0x0013, 0x001a, 0x001c, 0x8028]);
  });

  test.each([
    [0x0000, true],
    [ATTRIBUTE.reservationToken, true],
    [0x7fff, true],
    [ATTRIBUTE.additionalAddressFamily, false],
    [ATTRIBUTE.fingerprint, false],
    [0xffff, false],
  ])("[STUN2] whether attribute %i must be known: %p", (type, isRequired) => {
    expect(isComprehensionRequired(type)).toBe(isRequired);
  });
});

describe("writing", () => {
  test("[STUN2] attributes stand in their order, padded with zeros, and the header has their length", () => {
    const writer = newWriter()
      .add(username, "abcde")
      .addBytes(0x8022, Uint8Array.of(1, 2, 3, 4))
      .add(realm, "");
    expect(writer.bytes.toHex()).toBe(withBody("000600056162636465000000802200040102030400140000").toHex());
  });

  test("[STUN2] a message grows as far as it must, and stays what it was", () => {
    const writer = newWriter();
    let body = "";
    for (let length = 0; length < 200; length++) {
      writer.addBytes(0x8022, new Uint8Array(length).fill(0xee));
      body += `8022${length.toString(16).padStart(4, "0")}${"ee".repeat(length)}${"00".repeat(-length & 3)}`;
    }
    expect(writer.bytes.toHex()).toBe(withBody(body).toHex());
  });

  test("[STUN2] a message that its header's length cannot tell is refused, and nothing is added", () => {
    const largest = newWriter().addBytes(ATTRIBUTE.data, new Uint8Array(0xfff8));
    expect(decodeMessage(largest.bytes).attributes[0]?.value.length).toBe(0xfff8);
    for (const [writer, length] of [
      [newWriter(), 0xfff9],
      [newWriter(), 0x1_0000],
      [newWriter().add(xorMappedAddress, { ip: new Uint8Array(16), port: 1 }), 65_507],
      [largest, 0],
    ] as const) {
      const before = writer.bytes.slice();
      expect(() => writer.addBytes(ATTRIBUTE.data, new Uint8Array(length))).toThrow(
        expect.objectContaining({ code: "too-large" }),
      );
      expect(writer.bytes.toHex()).toBe(before.toHex());
    }
  });
});
