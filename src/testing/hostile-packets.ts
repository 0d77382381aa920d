import { putU16, u16At } from "#protocol/bytes.ts";
import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { nonce, realm, username } from "#protocol/stun/attributes/text.ts";
import { addFingerprint } from "#protocol/stun/fingerprint.ts";
import { HEADER_BYTES, METHOD, type MessageClass } from "#protocol/stun/header.ts";
import { sign } from "#protocol/stun/integrity.ts";
import { MessageWriter } from "#protocol/stun/message.ts";
import type { SocketAddress } from "#protocol/stun/socket-address.ts";
import { addressErrorCode } from "#protocol/turn/attributes/address-error-code.ts";
import { additionalAddressFamily, requestedAddressFamily } from "#protocol/turn/attributes/address-family.ts";
import { channelNumber } from "#protocol/turn/attributes/channel-number.ts";
import { evenPort } from "#protocol/turn/attributes/even-port.ts";
import { lifetime } from "#protocol/turn/attributes/lifetime.ts";
import { xorPeerAddress } from "#protocol/turn/attributes/peer-address.ts";
import { requestedTransport } from "#protocol/turn/attributes/requested-transport.ts";
import { reservationToken } from "#protocol/turn/attributes/reservation-token.ts";
import { CHANNEL_HEADER_BYTES, encodeChannelData, startsChannelData } from "#protocol/turn/channel-data.ts";
import { cryptoHash } from "../adapters/crypto-hash.ts";
import type { Fill } from "./relay-test-client.ts";
import type { SeededRandom } from "./seeded-random.ts";

const METHODS = [
  ...[METHOD.allocate, METHOD.allocate, METHOD.allocate, METHOD.refresh, METHOD.refresh],
  ...[METHOD.createPermission, METHOD.channelBind, METHOD.send, METHOD.binding, METHOD.data, 0x00a, 0xfff],
];
const CLASSES: readonly MessageClass[] = ["request", "request", "request", "indication", "success", "error"];
const TYPES = [...Object.values(ATTRIBUTE), 0x0001, 0x0003, 0x001e, 0x7fff, 0x8022, 0xffff];
const NUMBERS = [0, 1, 3, 4, 8, 20, 32, 0x7f, 0xff, 0x3fff, 0x4000, 0x7fff, 0x8000, 0xfffc, 0xffff];
const NAMES = [
  "",
  "constructor",
  "__proto__",
  "1800000009:a",
  "9999999999:a-session",
  "\u{1f600}",
  "x".repeat(600),
];

/** Values that make sense, each with its attribute. */
const SENSIBLE: readonly ((random: SeededRandom, writer: MessageWriter, peer: SocketAddress) => void)[] = [
  (random, writer) => writer.add(requestedTransport, random.pick([17, 17, 17, 6])),
  (random, writer) => writer.add(lifetime, random.pick([0, 1, 600, 3_600, 0xffff_ffff])),
  (_, writer, peer) => writer.add(xorPeerAddress, peer),
  (random, writer) => writer.add(xorPeerAddress, { ip: random.bytes(random.pick([4, 16])), port: 1 }),
  (random, writer) => writer.add(channelNumber, random.pick(NUMBERS)),
  (random, writer) => writer.add(evenPort, random.below(2) === 0),
  (random, writer) => writer.add(requestedAddressFamily, random.below(4)),
  (random, writer) => writer.add(additionalAddressFamily, random.below(4)),
  (random, writer) => writer.add(reservationToken, random.bytes(8)),
  (random, writer) => writer.add(addressErrorCode, { family: random.below(4), code: 440, reason: "" }),
  (random, writer) => writer.addBytes(ATTRIBUTE.data, random.bytes(random.below(30))),
  (_, writer) => writer.addBytes(ATTRIBUTE.dontFragment, new Uint8Array()),
  (random, writer) => writer.addBytes(random.pick(TYPES), random.bytes(random.pick([0, 1, 4, 8, 9, 20]))),
];
const NOWHERE: SocketAddress = { ip: Uint8Array.of(198, 18, 0, 1), port: 50_000 };

/** Up to five attributes; to whom some of them are about `peer`. */
export function randomAttributes(random: SeededRandom, peer = NOWHERE): Fill {
  return (writer) => {
    for (let i = random.below(6); i > 0; i--) random.pick(SENSIBLE)(random, writer, peer);
  };
}

export function randomMethod(random: SeededRandom): number {
  return random.pick(METHODS);
}

/** A message of any kind and class, perhaps signed by nobody, or ChannelData. */
export function randomMessage(random: SeededRandom, peer = NOWHERE): Uint8Array {
  if (random.below(8) === 0) return encodeChannelData(random.pick(NUMBERS), random.bytes(random.below(40)));
  const writer = new MessageWriter(random.pick(METHODS), random.pick(CLASSES), random.bytes(12));
  randomAttributes(random, peer)(writer);
  if (random.below(4) === 0) addNames(random, writer);
  if (random.below(4) === 0) addFingerprint(writer);
  return writer.bytes;
}

function addNames(random: SeededRandom, writer: MessageWriter): void {
  if (random.below(8) > 0) writer.add(username, random.pick(NAMES));
  if (random.below(8) > 0) writer.add(realm, random.pick(NAMES));
  if (random.below(8) > 0) writer.add(nonce, random.pick(NAMES));
  sign(writer, random.pick(["sha1", "sha256"] as const), random.bytes(16), cryptoHash);
}

/** A copy with up to four wounds; its header mostly still tells the right length. */
export function mutated(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  let copy = bytes.slice();
  for (let i = 1 + random.below(4); i > 0; i--) copy = random.pick(WOUNDS)(copy, random);
  return random.below(8) > 0 ? framed(copy) : copy;
}

/** With a header that tells the right length. */
function framed(bytes: Uint8Array): Uint8Array {
  const isChannelData = startsChannelData(bytes[0] ?? 0);
  const whole = isChannelData ? bytes : bytes.subarray(0, bytes.length & ~3);
  const header = isChannelData ? CHANNEL_HEADER_BYTES : HEADER_BYTES;
  if (whole.length >= header) putU16(whole, 2, whole.length - header);
  return whole;
}

type Wound = (bytes: Uint8Array<ArrayBuffer>, random: SeededRandom) => Uint8Array<ArrayBuffer>;

const WOUNDS: readonly Wound[] = [
  // A bit is flipped.
  (bytes, random) => {
    const at = random.below(bytes.length + 1);
    if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    return bytes;
  },
  // The end is missing.
  (bytes, random) => bytes.slice(0, random.below(bytes.length + 1)),
  // A number that may be a length or a type is another one.
  (bytes, random) => {
    const at = random.below(bytes.length + 1) & ~1;
    if (at + 1 < bytes.length) putU16(bytes, at, random.pick(random.below(2) ? NUMBERS : TYPES));
    return bytes;
  },
  // An attribute comes first, comes twice, or ends another one.
  (bytes, random) => {
    const offsets = attributesOf(bytes);
    if (offsets.length === 0) return bytes;
    const [at, to] = [random.pick(offsets), random.pick(offsets)];
    const attribute = bytes.slice(at, at + 4 + ((u16At(bytes, at + 2) + 3) & ~3));
    return joined(bytes.subarray(0, to), attribute, bytes.subarray(to));
  },
  // Something is put in.
  (bytes, random) => {
    const at = random.below(bytes.length + 1) & ~3;
    return joined(bytes.subarray(0, at), random.bytes(random.pick([1, 4, 8, 24])), bytes.subarray(at));
  },
];

/** Where attributes begin, as far as their lengths make sense. */
function attributesOf(bytes: Uint8Array): number[] {
  const offsets: number[] = [];
  for (let at = HEADER_BYTES; at + 4 <= bytes.length; at += 4 + ((u16At(bytes, at + 2) + 3) & ~3)) {
    offsets.push(at);
  }
  return offsets;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}
