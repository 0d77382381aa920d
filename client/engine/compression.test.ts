import { expect, test } from "bun:test";
import { deflateRawSync } from "node:zlib";
import { noise } from "../testing/engine-pair.ts";
import { isWorthPacking, pack, unpack } from "./compression.ts";

const prose = new TextEncoder().encode("The quick brown fox jumps over the lazy dog. ".repeat(20_000));

test("[XFER18] packed bytes are raw DEFLATE data, and unpack to what they were", async () => {
  const packed = await pack(prose);
  expect(packed.byteLength).toBeLessThan(prose.byteLength / 20);
  expect(await unpack(packed, prose.byteLength)).toEqual(prose);
  const byZlib = new Uint8Array(deflateRawSync(prose));
  expect(await unpack(byZlib, prose.byteLength)).toEqual(prose);
});

test.each([
  [
    "damaged data",
    (packed: Uint8Array<ArrayBuffer>) => packed.map((byte, i) => (i === 9 ? byte ^ 0x55 : byte)),
  ],
  ["data that ends too early", (packed: Uint8Array<ArrayBuffer>) => packed.slice(0, -20)],
  ["no data", () => new Uint8Array(0)],
  ["noise", () => noise(1_000, 1)],
])("[XFER18] %s is no file", async (_, wound) => {
  expect(await unpack(wound(await pack(prose)), prose.byteLength)).not.toEqual(prose);
});

test("[XFER18] data that stands for more than a piece, or for less, is refused", async () => {
  const bomb = await pack(new Uint8Array(64 * 1_048_576));
  expect(await unpack(bomb, 4_194_304)).toBeUndefined();
  expect(await unpack(await pack(prose), prose.byteLength + 1)).toBeUndefined();
});

test.each([
  ["text", prose, true],
  ["noise", noise(1_000_000, 2), false],
  ["text that is too short to matter", prose.slice(0, 100_000), false],
])("[XFER18] %s: worth packing is %p", async (_, bytes, isWorth) => {
  expect(await isWorthPacking(new Blob([bytes]))).toBe(isWorth);
});
