import { describe, expect, test } from "bun:test";
import { unknownAttributes } from "./unknown-attributes.ts";

const PAD = new Uint8Array(16);

describe("UNKNOWN-ATTRIBUTES", () => {
  test.each([
    ["", []],
    ["001a", [0x001a]],
    ["0000ffff7fff", [0x0000, 0xffff, 0x7fff]],
    ["001e001e", [0x001e, 0x001e]],
  ])("[STUN4] %p decodes and encodes back", (wire, types) => {
    expect(unknownAttributes.type).toBe(0x000a);
    expect(unknownAttributes.decode(Uint8Array.fromHex(wire), PAD)).toEqual(types);
    expect(unknownAttributes.encode(types, PAD).toHex()).toBe(wire);
  });

  test.each(["00", "001a00"])("[STUN4] half a type is refused: %p", (wire) => {
    expect(() => unknownAttributes.decode(Uint8Array.fromHex(wire), PAD)).toThrow(
      expect.objectContaining({ code: "truncated" }),
    );
  });
});
