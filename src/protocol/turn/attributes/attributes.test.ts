import { describe, expect, test } from "bun:test";
import type { AttributeCodec } from "../../stun/attribute.ts";
import { additionalAddressFamily, FAMILY, requestedAddressFamily } from "./address-family.ts";
import { channelNumber } from "./channel-number.ts";
import { evenPort } from "./even-port.ts";
import { lifetime } from "./lifetime.ts";
import { requestedTransport, UDP_PROTOCOL } from "./requested-transport.ts";
import { reservationToken } from "./reservation-token.ts";

const PAD = new Uint8Array(16);

/** Each with its number, values and their bytes, and bytes that read as a value but are never written. */
const CODECS: readonly [string, AttributeCodec<unknown>, number, [unknown, string][], [string, unknown][]][] =
  [
    [
      "CHANNEL-NUMBER",
      channelNumber,
      0x000c,
      [
        [0x4000, "40000000"],
        [0x4fff, "4fff0000"],
        [0, "00000000"],
        [0xffff, "ffff0000"],
      ],
      [["4001ffff", 0x4001]],
    ],
    [
      "LIFETIME",
      lifetime,
      0x000d,
      [
        [0, "00000000"],
        [600, "00000258"],
        [3_600, "00000e10"],
        [0x7fff_ffff, "7fffffff"],
        [0x8000_0000, "80000000"],
        [0xffff_ffff, "ffffffff"],
      ],
      [],
    ],
    [
      "REQUESTED-ADDRESS-FAMILY",
      requestedAddressFamily,
      0x0017,
      [
        [FAMILY.ipv4, "01000000"],
        [FAMILY.ipv6, "02000000"],
        [0, "00000000"],
        [255, "ff000000"],
      ],
      [["02ffffff", FAMILY.ipv6]],
    ],
    [
      "ADDITIONAL-ADDRESS-FAMILY",
      additionalAddressFamily,
      0x8000,
      [[FAMILY.ipv6, "02000000"]],
      [["02ffffff", FAMILY.ipv6]],
    ],
    [
      "EVEN-PORT",
      evenPort,
      0x0018,
      [
        [true, "80"],
        [false, "00"],
      ],
      [
        ["ff", true],
        ["7f", false],
      ],
    ],
    [
      "REQUESTED-TRANSPORT",
      requestedTransport,
      0x0019,
      [
        [UDP_PROTOCOL, "11000000"],
        [6, "06000000"],
        [255, "ff000000"],
      ],
      [["11ffffff", UDP_PROTOCOL]],
    ],
    [
      "RESERVATION-TOKEN",
      reservationToken,
      0x0022,
      [[Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), "0102030405060708"]],
      [],
    ],
  ];

describe.each(CODECS)("%s", (_, codec, type, values, read) => {
  test("[STUN4] decodes and encodes back, with its number", () => {
    expect(codec.type).toBe(type);
    for (const [value, wire] of values) {
      expect(codec.decode(Uint8Array.fromHex(wire), PAD)).toEqual(value);
      expect(codec.encode(value, PAD).toHex()).toBe(wire);
    }
  });

  test("[STUN4] ignores reserved bits", () => {
    for (const [wire, value] of read) expect(codec.decode(Uint8Array.fromHex(wire), PAD)).toEqual(value);
  });

  test("[STUN4] refuses what is shorter or longer", () => {
    const length = (values[0]?.[1].length ?? 0) / 2;
    expect(length).toBeGreaterThan(0);
    for (let cut = 0; cut < length; cut++) {
      expect(() => codec.decode(new Uint8Array(cut), PAD)).toThrow(
        expect.objectContaining({ code: "truncated" }),
      );
    }
    for (const more of [1, 3, 4, 100]) {
      expect(() => codec.decode(new Uint8Array(length + more), PAD)).toThrow(
        expect.objectContaining({ code: "trailing-bytes" }),
      );
    }
  });
});
