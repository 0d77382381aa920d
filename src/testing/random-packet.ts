import { putU16, putU32 } from "#protocol/bytes.ts";
import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { COOKIE_OFFSET, HEADER_BYTES, MAGIC_COOKIE, METHOD } from "#protocol/stun/header.ts";
import { MessageWriter } from "#protocol/stun/message.ts";
import { xorPeerAddress } from "#protocol/turn/attributes/peer-address.ts";
import { CHANNEL_HEADER_BYTES, encodeChannelData, startsChannelData } from "#protocol/turn/channel-data.ts";
import { askForUdp, type TurnClient } from "../self-check/turn-client.ts";
import type { SeededRandom } from "./seeded-random.ts";

const METHODS = Object.values(METHOD);
const TYPES = Object.values(ATTRIBUTE);
/** More would make a stranger's connection end at once. */
const MAX_VALUE_BYTES = 200;
const CLASSES = ["request", "indication", "success", "error"] as const;
const LENGTHS = [0, 1, 2, 4, 4, 4, 8, 20, 32];

/**
 * Bytes that are random, or something that this client might say, with up to three wounds.
 *
 * @param broken of how many packets one may be no whole message; what else is wrong with it is within
 */
export function randomPacket(
  random: SeededRandom,
  client: TurnClient,
  peer: TurnClient,
  broken: number,
): Uint8Array {
  let bytes = random.below(10) === 0 ? random.bytes(random.below(100)) : sample(random, client, peer);
  for (let wounds = random.below(4); wounds > 0; wounds--) bytes = wounded(random, bytes);
  return random.below(broken) === 0 ? bytes : reframed(bytes);
}

/** Whole again: what a stream can be cut into, and what is looked at more closely than at its header. */
function reframed(bytes: Uint8Array): Uint8Array {
  const least = startsChannelData(bytes[0] ?? 0) ? CHANNEL_HEADER_BYTES : HEADER_BYTES;
  const whole = new Uint8Array((Math.max(bytes.length, least) + 3) & ~3);
  whole.set(bytes);
  whole[0] = (whole[0] ?? 0) & 0x7f;
  if (startsChannelData(whole[0])) {
    putU16(whole, 2, whole.length - CHANNEL_HEADER_BYTES);
    return whole;
  }
  putU16(whole, 2, whole.length - HEADER_BYTES);
  putU32(whole, COOKIE_OFFSET, MAGIC_COOKIE);
  return whole;
}

function sample(random: SeededRandom, client: TurnClient, { relayed }: TurnClient): Uint8Array {
  const id = random.bytes(12);
  switch (random.below(6)) {
    case 0:
      return encodeChannelData(random.pick([0x4000, 0x4001, 0x7fff]), random.bytes(random.below(300)));
    case 1:
      return new MessageWriter(METHOD.send, "indication", id)
        .add(xorPeerAddress, relayed)
        .addBytes(ATTRIBUTE.data, random.bytes(random.below(300))).bytes;
    case 2:
      return new MessageWriter(random.below(0x1000), random.pick(CLASSES), id).bytes;
    case 3:
      return client.plain(random.pick(METHODS), askForUdp);
    default:
      // Signed as it should be, so that what is odd about it comes to be looked at.
      return client.user.request(random.pick(METHODS), id, (writer) => {
        if (random.below(2) === 0) askForUdp(writer);
        if (random.below(2) === 0) writer.add(xorPeerAddress, relayed);
        for (let more = random.below(3); more > 0; more--) addRandom(random, writer);
      });
  }
}

function addRandom(random: SeededRandom, writer: MessageWriter): void {
  const length = random.below(4) === 0 ? random.below(MAX_VALUE_BYTES) : random.pick(LENGTHS);
  const type = random.below(8) === 0 ? random.below(0x1_0000) : random.pick(TYPES);
  writer.addBytes(type, random.bytes(length));
}

function wounded(random: SeededRandom, bytes: Uint8Array): Uint8Array {
  const at = random.below(bytes.length + 1);
  switch (random.below(5)) {
    case 0:
      return bytes.slice(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), random.bytes(4), bytes.subarray(at)]);
    case 2:
      if (bytes.length >= 4) putU16(bytes, 2, random.below(64) * 4);
      return bytes;
    case 3:
      return Buffer.concat([bytes, bytes.subarray(at)]);
    default:
      if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
      return bytes;
  }
}
