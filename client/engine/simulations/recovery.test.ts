import { describe, expect, test } from "bun:test";
import { decodeControls } from "#protocol/transfer/codec.ts";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import { SeededRandom } from "../../../src/testing/seeded-random.ts";
import { EnginePair, noise } from "../../testing/engine-pair.ts";

const MIB = 1_048_576;
const file = (name: string, bytes: Uint8Array<ArrayBuffer>) => ({ name, blob: new Blob([bytes]) });

/** Bytes of files that were carried. */
function count(pair: EnginePair): () => number {
  let carried = 0;
  const { damage } = pair;
  pair.damage = (message, lane) => {
    if (typeof message !== "string") carried += message.byteLength;
    return damage(message, lane);
  };
  return () => carried;
}

/** The same message with one bit turned over. */
function flipped(message: string | ArrayBuffer, random: SeededRandom): string | ArrayBuffer {
  const bytes =
    typeof message === "string" ? new TextEncoder().encode(message) : new Uint8Array(message).slice();
  const at = random.below(bytes.byteLength);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(typeof message === "string" ? 7 : 8));
  return typeof message === "string" ? new TextDecoder().decode(bytes) : bytes.buffer;
}

const MOMENTS = Array.from({ length: 20 }, (_, seed) => seed + 1);

describe("a transfer that is cut at a drawn moment", () => {
  test.each(MOMENTS)("[XFER14] goes on behind what has arrived, moment %d", async (seed) => {
    const pair = new EnginePair(seed, 3);
    const bytes = noise(18 * MIB + seed, seed);
    const carried = count(pair);
    pair.connect();
    pair.wanted(1 + (seed % 3));
    pair.sender.offer(file("a.bin", bytes), file("b.bin", noise(1_000, seed)));
    const cuts = 1 + pair.random.below(3);
    for (let i = 0; i < cuts; i++) {
      const from = carried();
      const moment = from + pair.random.below(6 * MIB);
      await pair.until(() => carried() >= moment || pair.receiver.settled);
      pair.connect();
    }
    await pair.settled();
    expect((await pair.receiver.contents()).get("a.bin")).toEqual(bytes);
    for (const end of [pair.sender, pair.receiver]) expect(end.states()).toEqual(["done", "done"]);
    // What was in the queues of the lost lanes travels twice, not what had arrived.
    expect(carried()).toBeLessThan(bytes.byteLength * 1.2 + cuts * 5 * MIB);
  });

  test.each(MOMENTS)("[XFER17] goes on after the receiver's page was reloaded, moment %d", async (seed) => {
    const pair = new EnginePair(seed, 2);
    const bytes = noise(18 * MIB + seed, seed);
    const carried = count(pair);
    pair.connect();
    pair.sender.offer(file("a.bin", bytes), file("b.bin", noise(1_000, seed)));
    const moment = pair.random.below(17 * MIB) + 1;
    await pair.until(() => carried() >= moment);
    await pair.receiver.reload();
    if (seed % 3 === 1) pair.receiver.saving.loseLastBytes(seed * 1_000);
    if (seed % 3 === 2) pair.receiver.saving.damage(pair.random.below(6 * MIB));
    pair.connect();
    await pair.settled();
    expect((await pair.receiver.contents()).get("a.bin")).toEqual(bytes);
    for (const end of [pair.sender, pair.receiver]) expect(end.states()).toEqual(["done", "done"]);
  });

  test.each(MOMENTS)("[XFER17] goes on after the sender's page was reloaded, moment %d", async (seed) => {
    const pair = new EnginePair(seed, 2);
    const bytes = noise(18 * MIB + seed, seed);
    const carried = count(pair);
    pair.connect();
    const files = pair.sender.offer(file("small.bin", noise(1_000, seed)), file("a.bin", bytes));
    const moment = pair.random.below(17 * MIB) + 1;
    await pair.until(() => carried() >= moment);
    const before = carried();
    await pair.sender.reload();
    pair.connect();
    pair.sender.show(files);
    pair.sender.engine.offerAgain(0, files);
    await pair.settled();
    expect((await pair.receiver.contents()).get("a.bin")).toEqual(bytes);
    for (const end of [pair.sender, pair.receiver]) expect(end.states()).toEqual(["done", "done"]);
    expect(carried() - before).toBeLessThan(bytes.byteLength - before + 17 * MIB);
  });
});

test("[XFER17] what was verified before a reload is neither sent nor saved again", async () => {
  const pair = new EnginePair(4);
  pair.connect();
  pair.sender.offer(file("a.bin", noise(1_000, 1)), file("b.bin", noise(9 * MIB, 2)));
  await pair.until(() => pair.receiver.states()[0] === "done" && pair.receiver.states()[1] === "moving");
  pair.clock.advance(2_000);
  await pair.receiver.reload();
  pair.connect();
  await pair.settled();
  expect(pair.receiver.states()).toEqual(["done", "done"]);
  expect(pair.receiver.saved.map(({ file: { name } }) => name)).toEqual(["a.bin", "b.bin"]);
});

test("[XFER17] another file under the same name and size is refused after the sender's reload", async () => {
  const pair = new EnginePair(4);
  const bytes = noise(18 * MIB, 1);
  const carried = count(pair);
  pair.connect();
  const [chosen] = pair.sender.offer(file("a.bin", bytes));
  await pair.until(() => carried() >= 12 * MIB);
  await pair.sender.reload();
  pair.connect();
  const other = bytes.slice();
  other[5] = (other[5] ?? 0) ^ 1;
  const again = chosen ? [{ ...chosen, blob: new Blob([other]) }] : [];
  pair.sender.show(again);
  pair.sender.engine.offerAgain(0, again);
  await pair.settled();
  for (const end of [pair.sender, pair.receiver]) expect(end.states()).toEqual(["changed"]);
  expect(pair.receiver.saved).toEqual([]);
});

describe("a lane that dies", () => {
  test.each(MOMENTS.slice(0, 8))("[XFER15] gives its pieces back, moment %d", async (seed) => {
    const pair = new EnginePair(seed, 4);
    const bytes = noise(20 * MIB, seed);
    const carried = count(pair);
    pair.connect();
    pair.wanted(4);
    pair.sender.offer(file("a.bin", bytes));
    for (const lane of [1, 2, 3]) {
      const moment = carried() + pair.random.below(4 * MIB);
      await pair.until(() => carried() >= moment);
      pair.cutLane(lane);
    }
    await pair.settled();
    expect(await pair.receiver.contents()).toEqual(new Map([["a.bin", bytes]]));
  });
});

test.each(MOMENTS)(
  "[XFER15] one lane that dies in the middle of everything leaves no gap, moment %d",
  async (seed) => {
    const pair = new EnginePair(seed, 4);
    const bytes = noise(12 * MIB, seed);
    const carried = count(pair);
    pair.connect();
    pair.wanted(4);
    pair.sender.offer(file("a.bin", bytes));
    const moment = 3 * MIB + pair.random.below(6 * MIB);
    await pair.until(() => carried() >= moment);
    pair.cutLane(2);
    await pair.settled();
    expect(await pair.receiver.contents()).toEqual(new Map([["a.bin", bytes]]));
  },
);

test.each(MOMENTS.slice(0, 8))(
  "[XFER15] a lane that stands still does not hold the others up, moment %d",
  async (seed) => {
    const pair = new EnginePair(seed, 3);
    const bytes = noise(20 * MIB, seed);
    const carried = count(pair);
    pair.connect();
    pair.wanted(3);
    pair.sender.offer(file("a.bin", bytes));
    const moment = pair.random.below(8 * MIB);
    await pair.until(() => carried() >= moment);
    pair.frozen.add(2);
    await pair.settled();
    expect(await pair.receiver.contents()).toEqual(new Map([["a.bin", bytes]]));
    expect(carried()).toBeLessThan(bytes.byteLength * 1.4);
  },
);

describe("damage on the way", () => {
  test("[XFER6] a bad piece is found, and sent again at once", async () => {
    const pair = new EnginePair(2);
    const bytes = noise(13 * MIB, 1);
    let frames = 0;
    pair.damage = (message) => {
      if (typeof message === "string" || ++frames !== 70) return message;
      return flippedAt(message, 40);
    };
    const carried = count(pair);
    pair.connect();
    pair.sender.offer(file("a.bin", bytes));
    await pair.settled();
    expect(await pair.receiver.contents()).toEqual(new Map([["a.bin", bytes]]));
    expect(carried()).toBeGreaterThan(bytes.byteLength + 3 * MIB);
    expect(carried()).toBeLessThan(bytes.byteLength + 2 * PIECE_BYTES);
  });

  test("[XFER6] a file that is always wrong is asked for once more, and then fails on both sides", async () => {
    const pair = new EnginePair(2);
    pair.damage = (message) => (typeof message === "string" ? message : flippedAt(message, 30));
    pair.connect();
    pair.sender.offer(file("a.bin", noise(100_000, 1)));
    await pair.settled();
    for (const end of [pair.sender, pair.receiver]) {
      expect(end.states()).toEqual(["hash-mismatch"]);
      expect(end.changes.filter(([, { type }]) => type === "restarted")).toHaveLength(1);
    }
    expect(pair.receiver.saved).toEqual([]);
    expect(pair.receiver.saving.unfinished).toEqual([]);
  });

  test.each(MOMENTS)("[XFER6] one flipped bit in any message is found, message drawn by %d", async (seed) => {
    const random = new SeededRandom(seed * 7_919);
    const pair = new EnginePair(seed, 2);
    const bytes = noise(9 * MIB, seed);
    const victim = random.below(seed % 2 === 0 ? 8 : 150);
    let messages = 0;
    pair.damage = (message) => {
      const isVictim = seed % 2 === 0 ? typeof message === "string" : typeof message !== "string";
      return isVictim && messages++ === victim ? flipped(message, random) : message;
    };
    pair.connect();
    pair.sender.offer(file("a.bin", bytes));
    await pair.until(
      () => pair.receiver.isBroken || pair.sender.isBroken || (pair.sender.settled && pair.receiver.settled),
    );
    // Either the bytes are right, or somebody says that the protocol is broken; never wrong bytes.
    for (const [name, content] of await pair.receiver.contents())
      expect([name, content]).toEqual(["a.bin", bytes]);
    const isFound = pair.receiver.isBroken || pair.sender.isBroken;
    if (!isFound) expect(pair.receiver.states()).toEqual(["done"]);
    if (seed % 2 === 0) expect(isFound).toBe(true);
  });
});

test.each([
  ["from the first channel on", 0],
  ["on a second channel either", 1],
])("[XFER5] a receiver that writes slowly is not sent more than the window, %s", async (_, before) => {
  const pair = new EnginePair(3, 4);
  const { saving } = pair.receiver;
  const gate = Promise.withResolvers<void>();
  const open = saving.open.bind(saving);
  let written = 0;
  saving.open = async (...args) => {
    const sink = await open(...args);
    const write: typeof sink.write = async (...piece) => {
      if (written >= before) await gate.promise;
      await sink.write(...piece);
      written++;
    };
    return { ...sink, write };
  };
  const carried = count(pair);
  pair.connect();
  pair.sender.offer(file("a.bin", noise(40 * MIB, 1)));
  if (before > 0) {
    await pair.until(() => written === before);
    pair.connect();
  }
  pair.wanted(4);
  const at = carried();
  for (let last = -1; last !== carried() || last === at; ) {
    last = carried();
    await pair.run(400);
    pair.clock.advance(1_000);
  }
  expect(carried() - at).toBeGreaterThan(8 * MIB);
  expect(carried() - at).toBeLessThan(19 * MIB);
  gate.resolve();
  await pair.settled();
  expect(pair.receiver.states()).toEqual(["done"]);
});

test("[XFER3] control messages carry the checksum of what they say", async () => {
  const pair = new EnginePair();
  const types = new Set<string>();
  pair.damage = (message) => {
    if (typeof message === "string") for (const { type } of decodeControls(message)) types.add(type);
    return message;
  };
  pair.connect();
  pair.sender.offer(file("a.bin", noise(9 * MIB, 1)));
  await pair.settled();
  expect([...types].sort()).toEqual([
    "accept",
    "arrived",
    "file_complete",
    "file_meta",
    "file_verified",
    "hello",
    "offer",
    "piece",
    "progress",
  ]);
});

function flippedAt(message: ArrayBuffer, at: number): ArrayBuffer {
  const bytes = new Uint8Array(message).slice();
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes.buffer;
}
