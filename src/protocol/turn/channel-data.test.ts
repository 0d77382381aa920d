import { describe, expect, test } from "bun:test";
import {
  CHANNEL,
  channelDataLength,
  encodeChannelData,
  isChannel,
  startsChannelData,
} from "./channel-data.ts";

describe("ChannelData", () => {
  test.each([
    ["no data", 0x4000, "", "40000000"],
    ["one byte", 0x4001, "aa", "40010001aa"],
    ["four bytes", 0x7fff, "01020304", "7fff000401020304"],
  ])("[STUN5] %s is written without padding and read back", (_, channel, data, wire) => {
    const bytes = encodeChannelData(channel, Uint8Array.fromHex(data));
    expect(bytes.toHex()).toBe(wire);
    expect(channelDataLength(bytes)).toBe(data.length / 2);
    expect(startsChannelData(bytes[0] ?? 0)).toBe(true);
  });

  test("[STUN5] the largest datagram of IPv6 fits", () => {
    const data = new Uint8Array(65_527).fill(7);
    const bytes = encodeChannelData(CHANNEL.first, data);
    expect(channelDataLength(bytes)).toBe(data.length);
    expect(bytes.subarray(4)).toEqual(data);
  });

  test("[STUN5] data is copied: what was relayed does not change when its buffer is used again", () => {
    const data = Uint8Array.of(1, 2);
    const bytes = encodeChannelData(CHANNEL.first, data);
    data.fill(9);
    expect(bytes.toHex()).toBe("400000020102");
  });

  test.each([
    ["padding", "40000001aa000000", 1],
    ["padding that is not zero", "40000003aabbcc20", 3],
    ["padding of no data", "4000000000000000", 0],
    ["half its padding", "40000001aa00", 1],
  ])("[STUN5] %s does not count", (_, hex, length) => {
    expect(channelDataLength(Uint8Array.fromHex(hex))).toBe(length);
  });

  test.each([
    ["nothing", ""],
    ["a channel alone", "4000"],
    ["half a length", "400000"],
    ["no data", "40000001"],
    ["data cut short", "40000005aabbccdd"],
    ["a length far over the end", "4000ffffaabbccdd"],
  ])("[STUN5] with %s it is shorter than it says", (_, hex) => {
    expect(channelDataLength(Uint8Array.fromHex(hex))).toBeUndefined();
  });

  test.each([
    [0x0000, false],
    [0x3fff, false],
    [0x4000, true],
    [0x4abc, true],
    [0x4fff, true],
    [0x5000, true],
    [0x7fff, true],
    [0x8000, false],
    [0xffff, false],
  ])("[STUN5] whether %i is a channel: %p", (number, isOne) => {
    expect(isChannel(number)).toBe(isOne);
  });

  test("[STUN5] its first byte is 64 to 127", () => {
    const all = Array.from({ length: 256 }, (_, byte) => byte);
    expect(all.filter(startsChannelData)).toEqual(all.slice(64, 128));
  });
});
