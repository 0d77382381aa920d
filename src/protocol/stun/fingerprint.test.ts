import { describe, expect, test } from "bun:test";
import { SeededRandom } from "../../testing/seeded-random.ts";
import { putU32 } from "../bytes.ts";
import { ATTRIBUTE } from "./attribute.ts";
import { addFingerprint, hasRightFingerprint } from "./fingerprint.ts";
import { METHOD } from "./header.ts";
import { decodeMessage, MessageWriter } from "./message.ts";

const SEED = 8_489;

const newWriter = () => new MessageWriter(METHOD.send, "indication", new Uint8Array(12).fill(9));

describe("fingerprint", () => {
  test(`[STUN3] 200 messages have the CRC that another implementation computes, seed ${SEED}`, () => {
    const random = new SeededRandom(SEED);
    for (let i = 0; i < 200; i++) {
      const writer = newWriter().addBytes(ATTRIBUTE.data, random.bytes(random.below(300)));
      addFingerprint(writer);
      const { bytes } = writer;
      const crc = (Bun.hash.crc32(bytes.subarray(0, -8)) ^ 0x5354_554e) >>> 0;
      expect(bytes.subarray(-8).toHex()).toBe(`80280004${crc.toString(16).padStart(8, "0")}`);
      expect(hasRightFingerprint(decodeMessage(bytes))).toBe(true);
    }
  });

  test("[STUN3] a message without one is neither right nor wrong", () => {
    expect(hasRightFingerprint(decodeMessage(newWriter().bytes))).toBeUndefined();
  });

  test.each([0, 3, 5, 8])("[STUN3] one of %i bytes is wrong, even if it begins right", (length) => {
    const value = new Uint8Array(length);
    const { bytes } = newWriter().addBytes(ATTRIBUTE.fingerprint, value);
    const { offset } = decodeMessage(bytes).attributes.at(-1) ?? { offset: 0 };
    putU32(value, 0, Bun.hash.crc32(bytes.subarray(0, offset)) ^ 0x5354_554e);
    bytes.set(value, offset + 4);
    expect(hasRightFingerprint(decodeMessage(bytes))).toBe(false);
  });
});
