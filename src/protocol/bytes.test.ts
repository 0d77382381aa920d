import { describe, expect, test } from "bun:test";
import { areEqual, ByteReader, putU16, putU32, u16At, u32At, xor } from "./bytes.ts";

const truncated = expect.objectContaining({ code: "truncated", at: "here" });

describe("bytes", () => {
  test("[STUN6] a reader takes one value after the other", () => {
    const reader = new ByteReader(Uint8Array.fromHex("ff8001fffffffe0102030405"), "here");
    expect([reader.u8(), reader.u16(), reader.u32(), reader.left]).toEqual([0xff, 0x8001, 0xffff_fffe, 5]);
    expect(reader.bytes(2)).toEqual(Uint8Array.of(1, 2));
    expect(() => reader.end()).toThrow(expect.objectContaining({ code: "trailing-bytes", at: "here" }));
    expect(reader.rest()).toEqual(Uint8Array.of(3, 4, 5));
    expect(reader.rest()).toEqual(new Uint8Array(0));
    expect(reader.bytes(0)).toEqual(new Uint8Array(0));
    reader.end();
  });

  test("[STUN6] a reader never reads over the end, and a refused read takes nothing", () => {
    const reader = new ByteReader(Uint8Array.of(1, 2, 3), "here");
    expect(() => reader.u32()).toThrow(truncated);
    expect(() => reader.bytes(4)).toThrow(truncated);
    expect(reader.u16()).toBe(0x0102);
    expect(() => reader.u16()).toThrow(truncated);
    expect(reader.u8()).toBe(3);
    expect(() => reader.u8()).toThrow(truncated);
    expect(reader.refuse("port")).toMatchObject({ code: "bad-value", at: "here/port" });
  });

  test("[STUN6] a reader of a view stays within it", () => {
    const reader = new ByteReader(Uint8Array.fromHex("aabbccdd").subarray(1, 3), "here");
    expect(reader.u16()).toBe(0xbbcc);
    expect(() => reader.u8()).toThrow(truncated);
  });

  test.each([0, 1, 0x7fff, 0x8000, 0xffff])(
    "[STUN6] the 16 bits of %i are read as they were written",
    (value) => {
      const bytes = new Uint8Array(4);
      putU16(bytes, 1, value);
      expect(bytes.toHex()).toBe(`00${value.toString(16).padStart(4, "0")}00`);
      expect(u16At(bytes, 1)).toBe(value);
    },
  );

  test.each([0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff])(
    "[STUN6] the 32 bits of %i are read as they were written",
    (value) => {
      const bytes = new Uint8Array(6);
      putU32(bytes, 1, value);
      expect(bytes.toHex()).toBe(`00${value.toString(16).padStart(8, "0")}00`);
      expect(u32At(bytes, 1)).toBe(value);
    },
  );

  test("[STUN6] what lies outside counts as 0", () => {
    expect(u16At(Uint8Array.of(1), 0)).toBe(0x0100);
    expect(u32At(Uint8Array.of(1, 2, 3), 1)).toBe(0x0203_0000);
    expect(u16At(new Uint8Array(0), 7)).toBe(0);
  });

  test.each([
    ["", "", true],
    ["00", "", false],
    ["0102", "0102", true],
    ["0102", "0103", false],
    ["0102", "8102", false],
    ["0102", "010200", false],
  ])("[STUN3] whether %p and %p are equal: %p", (a, b, equal) => {
    expect(areEqual(Uint8Array.fromHex(a), Uint8Array.fromHex(b))).toBe(equal);
    expect(areEqual(Uint8Array.fromHex(b), Uint8Array.fromHex(a))).toBe(equal);
  });

  test("[STUN4] bytes are combined with the beginning of a longer pad, in a copy", () => {
    const bytes = Uint8Array.of(0xff, 0x0f);
    expect(xor(bytes, Uint8Array.of(0x0f, 0x0f, 0xaa))).toEqual(Uint8Array.of(0xf0, 0x00));
    expect(bytes).toEqual(Uint8Array.of(0xff, 0x0f));
  });
});
