import { describe, expect, test } from "bun:test";
import { nonce, realm, username } from "./text.ts";

const PAD = new Uint8Array(16);

describe.each([
  ["USERNAME", username, 0x0006],
  ["REALM", realm, 0x0014],
  ["NONCE", nonce, 0x0015],
])("%s", (_, codec, type) => {
  test.each([
    ["", ""],
    ["evtj:h6vY", "6576746a3a68367659"],
    ["1800000000:a", "313830303030303030303a61"],
    ["Zürich", "5ac3bc72696368"],
    ["\u30de\u30c8", "e3839ee38388"],
    ["\u{1f600}", "f09f9880"],
    ["\0", "00"],
    ["\ufeffx", "efbbbf78"],
    ["\ufffd", "efbfbd"],
    ["u\u0308", "75cc88"],
  ])("[STUN4] %p decodes and encodes back", (value, wire) => {
    expect(codec.type).toBe(type);
    expect(codec.decode(Uint8Array.fromHex(wire), PAD)).toBe(value);
    expect(codec.encode(value, PAD).toHex()).toBe(wire);
  });

  test("[STUN4] 763 bytes are read, one more is too large", () => {
    expect(codec.decode(new Uint8Array(763).fill(0x61), PAD)).toBe("a".repeat(763));
    expect(() => codec.decode(new Uint8Array(764).fill(0x61), PAD)).toThrow(
      expect.objectContaining({ code: "too-large" }),
    );
  });

  test.each([
    ["a byte that UTF-8 never has", "61ff"],
    ["a continuation without a beginning", "80"],
    ["a character that is cut", "e3839ee383"],
    ["a character longer than it need be", "c0af"],
    ["half a surrogate pair", "eda080"],
    ["a code point above all others", "f4908080"],
  ])("[STUN4] %s is refused, and the next value is read all the same", (_what, wire) => {
    expect(() => codec.decode(Uint8Array.fromHex(wire), PAD)).toThrow(
      expect.objectContaining({ code: "bad-value" }),
    );
    expect(codec.decode(Uint8Array.of(0x61), PAD)).toBe("a");
  });
});
