import { describe, expect, test } from "bun:test";
import { fileId } from "#protocol/ids.ts";
import { encodeControl } from "#protocol/transfer/codec.ts";
import { FRAME_HEADER_BYTES, writeFrameHeader } from "#protocol/transfer/frame.ts";
import type { ControlMessage } from "#protocol/transfer/messages.ts";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import { EnginePair, noise } from "../../testing/engine-pair.ts";

const MIB = 1_048_576;
const file = (name: string, bytes: Uint8Array<ArrayBuffer>) => ({ name, blob: new Blob([bytes]) });

/** Bytes of files that were carried from now on. */
function count(pair: EnginePair): () => number {
  let carried = 0;
  pair.damage = (message) => {
    if (typeof message !== "string") carried += message.byteLength;
    return message;
  };
  return () => carried;
}

/** A text that shrinks to nearly nothing, and fast. */
function words(length: number): Uint8Array<ArrayBuffer> {
  const some = noise(512, 7).toHex();
  return new TextEncoder().encode(some.repeat(Math.ceil(length / some.length)));
}

describe("a file that was sent before", () => {
  test("[XFER19] is sent again only as far as its pieces have changed", async () => {
    const pair = new EnginePair(2);
    const first = noise(21 * MIB, 1);
    pair.connect();
    pair.sender.offer(file("disk.img", first));
    await pair.settled();
    const second = first.slice();
    second[9 * MIB] = (second[9 * MIB] ?? 0) ^ 1;
    const carried = count(pair);
    pair.sender.offer(file("disk.img", second));
    await pair.settled();
    expect(pair.receiver.states()).toEqual(["done", "done"]);
    expect((await pair.receiver.contents()).get("disk.img")).toEqual(second);
    expect(carried()).toBeGreaterThan(PIECE_BYTES);
    expect(carried()).toBeLessThan(1.2 * PIECE_BYTES);
  });

  test("[XFER19] may have grown, and may have become another one altogether", async () => {
    const pair = new EnginePair(2);
    const first = noise(9 * MIB, 1);
    pair.connect();
    pair.sender.offer(file("a.log", first));
    await pair.settled();
    const grown = new Uint8Array([...first, ...noise(2 * MIB, 2)]);
    const carried = count(pair);
    pair.sender.offer(file("a.log", grown));
    await pair.settled();
    expect((await pair.receiver.contents()).get("a.log")).toEqual(grown);
    expect(carried()).toBeLessThan(3.2 * MIB);
    const other = noise(9 * MIB, 3);
    pair.sender.offer(file("a.log", other));
    await pair.settled();
    expect((await pair.receiver.contents()).get("a.log")).toEqual(other);
  });
});

test("[XFER18] on a slow path what shrinks travels packed, and arrives as it was", async () => {
  const pair = new EnginePair(2, 1);
  const text = words(33 * MIB);
  const carried = count(pair);
  pair.connect();
  pair.sender.offer(file("log.txt", text));
  await pair.settled();
  expect((await pair.receiver.contents()).get("log.txt")).toEqual(text);
  expect(carried()).toBeLessThan(text.byteLength * 0.9);
});

test("[XFER18] what travels packed arrives as it was, although lanes are lost all the while", async () => {
  const pair = new EnginePair(3, 2);
  const text = words(33 * MIB);
  pair.connect();
  pair.sender.offer(file("log.txt", text));
  await pair.until(() => pair.openLanes.length === 2);
  let lost = 0;
  while (!pair.receiver.settled) {
    await pair.run(3);
    pair.cutLane(1);
    pair.openLane(1);
    lost++;
  }
  expect(lost).toBeGreaterThan(0);
  expect((await pair.receiver.contents()).get("log.txt")).toEqual(text);
});

describe("a peer that breaks the rules", () => {
  const ID = fileId(0xabc0);
  const HASH = "a".repeat(64);

  /** A receiver that has accepted one file of nine megabytes from a hostile sender. */
  async function accepted() {
    const pair = new EnginePair();
    pair.connect();
    const say = (message: object) => pair.sender.engine.say(message as never);
    say({ type: "file_meta", fileId: ID, name: "a.bin", size: 9 * MIB });
    say({ type: "offer", offer: 0, files: 1, bytes: 9 * MIB });
    await pair.until(() => pair.receiver.offers.length === 1);
    return { pair, say };
  }

  test.each<[string, object]>([
    ["a piece that ends nowhere", { type: "piece", fileId: ID, end: 5, hash: HASH }],
    ["a piece behind the end", { type: "piece", fileId: ID, end: 12 * MIB, hash: HASH }],
    [
      "more packed bytes than a piece has",
      { type: "piece", fileId: ID, end: PIECE_BYTES, hash: HASH, packed: 5 * MIB },
    ],
    ["the end of a file that nobody offered", { type: "file_complete", fileId: fileId(2), hash: HASH }],
    ["a withdrawal of one", { type: "withdraw", fileId: fileId(2), reason: "cancelled" }],
    ["a list that does not add up", { type: "offer", offer: 1, files: 2, bytes: 5 }],
    ["the same offer with other files", { type: "offer", offer: 0, files: 1, bytes: 9 * MIB }],
    ["an answer to an offer that was never made", { type: "accept", offer: 0 }],
    ["progress of a file that was never offered", { type: "progress", fileId: ID, bytes: 1, kept: 1 }],
  ])("[XFER13] is found by %s", async (_, message) => {
    const { pair, say } = await accepted();
    say(message);
    await pair.until(() => pair.receiver.isBroken);
    expect(pair.receiver.saved).toEqual([]);
  });

  test.each<[string, number, number, number]>([
    ["of a file that nobody offered", 2, 0, 10],
    ["that reaches over the end of a piece", 0xabc0, PIECE_BYTES - 5, 10],
    ["behind the end of the file", 0xabc0, 9 * MIB, 10],
  ])("[XFER13] is found by a frame %s", async (_, id, offset, length) => {
    const { pair } = await accepted();
    const frame = new Uint8Array(FRAME_HEADER_BYTES + length);
    writeFrameHeader(frame, { fileId: fileId(id), offset, isPacked: false });
    pair.inject(frame.buffer);
    expect(pair.receiver.isBroken).toBe(true);
  });

  test("[XFER5] is found by bytes far ahead of what was written", async () => {
    const pair = new EnginePair();
    pair.connect();
    const size = 100 * PIECE_BYTES;
    const say = (message: ControlMessage) => pair.sender.engine.say(message as never);
    say({ type: "file_meta", fileId: ID, name: "a.bin", size });
    say({ type: "offer", offer: 0, files: 1, bytes: size });
    await pair.until(() => pair.receiver.offers.length === 1);
    let pieces = 0;
    for (; pieces < 100 && !pair.receiver.isBroken; pieces++) {
      const frame = new Uint8Array(FRAME_HEADER_BYTES + 1);
      writeFrameHeader(frame, { fileId: ID, offset: pieces * PIECE_BYTES + 1, isPacked: false });
      pair.inject(frame.buffer);
    }
    expect(pieces).toBeGreaterThan(5);
    expect(pieces).toBeLessThan(16);
  });

  test.each<[string, object]>([
    ["a range behind the end", { type: "resend", fileId: fileId(2), range: [0, 10 * MIB] }],
    ["a part that ends nowhere", { type: "resume", fileId: fileId(2), bytes: 5, hash: HASH, ranges: [] }],
    ["a file that was never offered", { type: "restart", fileId: fileId(77) }],
    ["an answer to an offer that was never made", { type: "decline", offer: 7 }],
  ])("[XFER13] a sender finds it by %s", async (_, message) => {
    const pair = new EnginePair();
    pair.receiver.plan = undefined;
    pair.connect();
    pair.sender.offer(file("a.bin", noise(9_000, 1)));
    await pair.until(() => pair.receiver.offers.length === 1);
    pair.receiver.engine.say(message as never);
    await pair.until(() => pair.sender.isBroken);
  });

  test("[XFER13] text that is no control message, and any on another lane than the first", async () => {
    for (const text of ["{}", "nonsense", "", encodeControl({ type: "away" }).toUpperCase()]) {
      const pair = new EnginePair();
      pair.connect();
      pair.inject(text);
      await pair.until(() => pair.receiver.isBroken);
    }
    const pair = new EnginePair(1, 2);
    pair.connect();
    pair.openLane(1);
    pair.inject(encodeControl({ type: "away" }), 1);
    expect(pair.receiver.isBroken).toBe(true);
  });
});
