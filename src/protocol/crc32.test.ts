import { expect, test } from "bun:test";
import { crc32 } from "./crc32.ts";

// The check value of the CRC catalogue, and two of zlib's.
test.each([
  ["123456789", 0xcbf4_3926],
  ["", 0],
  ["a", 0xe8b7_be43],
])("[XFER3] the CRC-32 of %p is the catalogue's", (text, value) => {
  expect(crc32(new TextEncoder().encode(text))).toBe(value);
});
