import { expect, test } from "bun:test";
import { fileId } from "#protocol/ids.ts";
import { decodeFrame } from "#protocol/transfer/frame.ts";
import { SeededRandom } from "../../src/testing/seeded-random.ts";
import { FrameReader, type KnownFile } from "./frame-reader.ts";
import { createStreamingHash } from "./hashing.ts";
import { ReadAhead } from "./read-ahead.ts";

const SEED = 77;
const SIZE = 1_000_003;
const content = new SeededRandom(SEED).bytes(SIZE);
const digest = new Bun.CryptoHasher("sha256").update(content).digest("hex");

function reading(known?: KnownFile): ReadAhead {
  const options = { fileId: fileId(5), chunkBytes: 4_096, known };
  return new ReadAhead(
    createStreamingHash().then((hash) => new FrameReader(new Blob([content]), options, hash)),
  );
}

/** Puts a batch's frames where they belong. @returns the first offset, or the digest at the end */
async function take(from: ReadAhead, into: Uint8Array): Promise<number | string> {
  const part = await from.next();
  if (part.type === "end") return part.hash;
  let first: number | undefined;
  for (let start = 0; start < part.buffer.byteLength; start += part.frameBytes) {
    const { offset, bytes } = decodeFrame(part.buffer.slice(start, start + part.frameBytes));
    into.set(bytes, offset);
    first ??= offset;
  }
  return first ?? -1;
}

test("[XFER14] a reader that went back gives the same bytes again, and the digest of the whole file", async () => {
  const from = reading();
  const into = new Uint8Array(SIZE);
  await take(from, into);
  await take(from, into);
  from.rewind(1_234);
  into.fill(0, 1_234);
  expect(await take(from, into)).toBe(1_234);
  let end: number | string = 0;
  while (typeof end === "number") end = await take(from, into);
  expect(end).toBe(digest);
  expect(into).toEqual(content);
});

test(`[XFER14] going back again and again changes neither bytes nor digest, seed ${SEED}`, async () => {
  const random = new SeededRandom(SEED);
  const from = reading();
  const into = new Uint8Array(SIZE);
  let reached = 0;
  for (let i = 0; i < 40; i++) {
    const at = await take(from, into);
    if (typeof at === "string") expect(at).toBe(digest);
    else reached = Math.max(reached, at);
    if (random.below(3) > 0) from.rewind(random.below(reached + 1));
  }
  let end: number | string = 0;
  while (typeof end === "number") end = await take(from, into);
  expect(end).toBe(digest);
  expect(into).toEqual(content);
});

test("[XFER14] a file that was read to its end once is not hashed again", async () => {
  const hash = "0".repeat(64) as KnownFile["hash"];
  const from = reading({ offset: SIZE - 10, hash });
  const into = content.slice();
  into.fill(0, SIZE - 10);
  expect(await take(from, into)).toBe(SIZE - 10);
  expect(await take(from, into)).toBe(hash);
  expect(into).toEqual(content);
});
