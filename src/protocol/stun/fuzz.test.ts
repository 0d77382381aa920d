import { expect, test } from "bun:test";
import { cryptoHash } from "../../adapters/crypto-hash.ts";
import { SeededRandom } from "../../testing/seeded-random.ts";
import * as vectors from "../../testing/vectors/rfc5769.ts";
import { putU16 } from "../bytes.ts";
import { ProtocolError } from "../errors.ts";
import { addressErrorCode } from "../turn/attributes/address-error-code.ts";
import { additionalAddressFamily, requestedAddressFamily } from "../turn/attributes/address-family.ts";
import { channelNumber } from "../turn/attributes/channel-number.ts";
import { evenPort } from "../turn/attributes/even-port.ts";
import { lifetime } from "../turn/attributes/lifetime.ts";
import { xorPeerAddress, xorRelayedAddress } from "../turn/attributes/peer-address.ts";
import { requestedTransport } from "../turn/attributes/requested-transport.ts";
import { reservationToken } from "../turn/attributes/reservation-token.ts";
import { channelDataLength, encodeChannelData, startsChannelData } from "../turn/channel-data.ts";
import { ATTRIBUTE, type AttributeCodec } from "./attribute.ts";
import { errorCode } from "./attributes/error-code.ts";
import { nonce, realm, username } from "./attributes/text.ts";
import { unknownAttributes } from "./attributes/unknown-attributes.ts";
import { xorMappedAddress } from "./attributes/xor-address.ts";
import { addFingerprint, hasRightFingerprint } from "./fingerprint.ts";
import { isStun, METHOD, type MessageClass } from "./header.ts";
import { integrityOf, isIntact, sign } from "./integrity.ts";
import {
  decodeMessage,
  MessageWriter,
  padOf,
  readAttribute,
  readAttributes,
  transactionIdOf,
} from "./message.ts";

const SEED = 5_769;
const MESSAGES = 20_000;
const KEY = new TextEncoder().encode(vectors.SHORT_TERM_PASSWORD);
const CLASSES: readonly MessageClass[] = ["request", "indication", "success", "error"];
const LETTERS = [..."aZ0:/+=é\u30de\u{1f600}\0\ufeff"];
const NUMBERS = [0, 1, 3, 4, 8, 20, 0x7fff, 0xffff];

const VECTORS = [
  vectors.REQUEST,
  vectors.IPV4_RESPONSE,
  vectors.IPV6_RESPONSE,
  vectors.LONG_TERM_REQUEST,
  vectors.SHA256_REQUEST,
];

const text = (random: SeededRandom) =>
  Array.from({ length: random.below(120) }, () => random.pick(LETTERS)).join("");
const address = (random: SeededRandom) => ({
  ip: random.bytes(random.pick([4, 16])),
  port: random.below(0x1_0000),
});
/** A reason is for people to read: a byte order mark at its start may get lost. */
const error = (random: SeededRandom) => ({
  code: 300 + random.below(400),
  reason: text(random).replace(/^\ufeff+/, ""),
});

/** Every codec, and any of its values. */
const CODECS: readonly [AttributeCodec<unknown>, (random: SeededRandom) => unknown][] = [
  [username, text],
  [realm, text],
  [nonce, text],
  [errorCode, error],
  [unknownAttributes, (random) => Array.from({ length: random.below(9) }, () => random.below(0x1_0000))],
  [xorMappedAddress, address],
  [xorPeerAddress, address],
  [xorRelayedAddress, address],
  [channelNumber, (random) => random.below(0x1_0000)],
  [lifetime, (random) => random.uint32()],
  [requestedAddressFamily, (random) => random.below(256)],
  [additionalAddressFamily, (random) => random.below(256)],
  [evenPort, (random) => random.below(2) === 1],
  [requestedTransport, (random) => random.below(256)],
  [reservationToken, (random) => random.bytes(8)],
  [addressErrorCode, (random) => ({ family: random.below(256), ...error(random) })],
];

/** Undefined where it is refused in the only way that is allowed. */
function attempt<T>(decode: () => T): { readonly value: T } | undefined {
  try {
    return { value: decode() };
  } catch (thrown) {
    if (thrown instanceof ProtocolError) return undefined;
    throw thrown;
  }
}

/** A message of up to six attributes, perhaps signed, perhaps with a fingerprint. */
function written(random: SeededRandom): Uint8Array {
  const writer = new MessageWriter(random.below(0x1000), random.pick(CLASSES), random.bytes(12));
  for (let i = random.below(7); i > 0; i--) {
    const [codec, any] = random.pick(CODECS);
    writer.add(codec, any(random));
  }
  if (random.below(3) === 0) sign(writer, random.pick(["sha1", "sha256"] as const), KEY, cryptoHash);
  if (random.below(3) === 0) addFingerprint(writer);
  return writer.bytes;
}

/** Flips, numbers that may stand for a length or a type, and cuts. */
function wounded(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  const cut = random.below(4) === 0 ? bytes.slice(0, random.below(bytes.length + 1)) : bytes.slice();
  for (let i = random.below(4); i > 0 && cut.length > 0; i--) {
    const at = random.below(cut.length);
    if (random.below(2) === 0) cut[at] = random.below(256);
    else putU16(cut, at & ~3, random.pick([...NUMBERS, ...Object.values(ATTRIBUTE)]));
  }
  if (random.below(4) > 0) putU16(cut, 2, cut.length - 20);
  return cut;
}

/** Bytes with a header that is right, so that what is behind it is looked at. */
function framed(random: SeededRandom): Uint8Array {
  const bytes = random.bytes(20 + 4 * random.below(30));
  putU16(bytes, 0, random.below(0x4000));
  putU16(bytes, 2, bytes.length - 20);
  bytes.set([0x21, 0x12, 0xa4, 0x42], 4);
  for (let at = 20; at < bytes.length; at += 4 * (1 + random.below(6))) {
    putU16(bytes, at, random.pick(Object.values(ATTRIBUTE)));
    putU16(bytes, at + 2, random.pick([...NUMBERS, random.below(40)]));
  }
  return bytes;
}

function anyBytes(random: SeededRandom): Uint8Array {
  const kind = random.below(8);
  if (kind === 0) return random.bytes(random.below(80));
  if (kind < 4) return framed(random);
  return wounded(kind < 6 ? written(random) : random.pick(VECTORS), random);
}

type Outcome = "refused" | "readable" | "value" | "malformed" | "signed";

/** Does with these bytes all that a server may do with what it receives. */
function examine(bytes: Uint8Array): Outcome[] {
  const message = attempt(() => decodeMessage(bytes))?.value;
  if (!message) return ["refused"];
  expect(isStun(bytes)).toBe(true);
  for (const { value, offset } of message.attributes) {
    expect(bytes.subarray(offset + 4, offset + 4 + value.length)).toEqual(value);
  }
  const types = new Set(message.attributes.map(({ type }) => type));
  const values = CODECS.filter(([{ type }]) => types.has(type)).map(([codec]) => {
    attempt(() => readAttributes(message, codec));
    return attempt(() => readAttribute(message, codec)) ? "value" : "malformed";
  });
  hasRightFingerprint(message);
  const algorithm = integrityOf(message);
  const isSigned = algorithm && isIntact(message, algorithm, KEY, cryptoHash);
  return ["readable", ...values, ...(isSigned ? (["signed"] as const) : [])];
}

test(`[STUN6] ${MESSAGES.toLocaleString("en")} random and mutated messages give a message or a ProtocolError, seed ${SEED}`, () => {
  const random = new SeededRandom(SEED);
  const seen = new Map<Outcome, number>();
  for (let i = 0; i < MESSAGES; i++) {
    const bytes = anyBytes(random);
    const before = bytes.slice();
    for (const outcome of examine(bytes)) seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    expect(bytes).toEqual(before);
  }
  // Each way was gone often: none of the checks above is empty.
  for (const outcome of ["refused", "readable", "value", "malformed", "signed"] as const) {
    expect([outcome, (seen.get(outcome) ?? 0) > 500]).toEqual([outcome, true]);
  }
});

/** Bytes of lengths that values have; some look like an error code or an address, some are ASCII. */
function anyValue(random: SeededRandom): Uint8Array {
  const bytes = random.bytes(random.pick([0, 1, 3, 4, 5, 8, 9, 20, random.below(40)]));
  const start = [0, random.below(3), random.below(8), random.below(100)].slice(0, bytes.length);
  if (random.below(2) === 0) bytes.set(start);
  return random.below(2) === 0 ? bytes : bytes.map((byte) => byte & 0x7f);
}

test(`[STUN6] ${MESSAGES.toLocaleString("en")} random values give a value or a ProtocolError from each attribute's codec, seed ${SEED}`, () => {
  const random = new SeededRandom(SEED);
  const pad = random.bytes(16);
  const values = Array.from({ length: MESSAGES }, () => anyValue(random));
  for (const [codec] of CODECS) {
    const read = values.flatMap((bytes) => attempt(() => codec.decode(bytes, pad)) ?? []);
    expect([codec.type, read.length > 500]).toEqual([codec.type, true]);
    // What was read is written in its one form, and reads the same from it.
    for (const { value } of read.slice(0, 500)) {
      expect(codec.decode(codec.encode(value, pad), pad)).toEqual(value);
    }
  }
});

test(`[STUN6] every value reads back as it was written, seed ${SEED}`, () => {
  const random = new SeededRandom(SEED);
  for (const [codec, any] of CODECS) {
    for (let i = 0; i < 300; i++) {
      const [value, id] = [any(random), random.bytes(12)];
      const { bytes } = new MessageWriter(METHOD.allocate, "request", id).add(codec, value);
      const message = decodeMessage(bytes);
      expect(readAttribute(message, codec)).toEqual(value);
      expect(transactionIdOf(message)).toEqual(id);
      const [attribute] = message.attributes;
      expect(attribute?.value).toEqual(codec.encode(value, padOf(bytes)));
    }
  }
});

test(`[STUN6] every message reads back as it was written, seed ${SEED}`, () => {
  const random = new SeededRandom(SEED);
  for (let i = 0; i < 2_000; i++) {
    const bytes = written(random);
    const message = decodeMessage(bytes);
    const writer = new MessageWriter(message.method, message.class, transactionIdOf(message));
    for (const { type, value } of message.attributes) writer.addBytes(type, value);
    expect(writer.bytes.toHex()).toBe(bytes.toHex());
    const algorithm = integrityOf(message);
    if (algorithm) expect(isIntact(message, algorithm, KEY, cryptoHash)).toBe(true);
    expect(hasRightFingerprint(message)).not.toBe(false);
  }
});

test(`[STUN5] random ChannelData gives a length within it or none, seed ${SEED}`, () => {
  const random = new SeededRandom(SEED);
  let whole = 0;
  for (let i = 0; i < MESSAGES; i++) {
    const bytes = random.bytes(random.below(24));
    if (bytes.length > 2 && random.below(2) === 0) bytes[2] = 0;
    if (bytes.length > 3) bytes[3] = random.below(24);
    const length = channelDataLength(bytes);
    if (length === undefined) continue;
    whole++;
    expect(length).toBeLessThanOrEqual(bytes.length - 4);
    const again = encodeChannelData(0x4000 + random.below(0x1000), bytes.subarray(4, 4 + length));
    expect([again.length, channelDataLength(again), startsChannelData(again[0] ?? 0)]).toEqual([
      4 + length,
      length,
      true,
    ]);
  }
  expect(whole).toBeGreaterThan(500);
});
