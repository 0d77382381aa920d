import { describe, expect, test } from "bun:test";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import { type EngineEnd, PLAN } from "../testing/engine-end.ts";
import { EnginePair, noise } from "../testing/engine-pair.ts";

const MIB = 1_048_576;
const file = (name: string, bytes: Uint8Array<ArrayBuffer>) => ({ name, blob: new Blob([bytes]) });
const started = (pair: EnginePair, bytes: number) => () => arrived(pair.receiver) >= bytes;

/** What the receiver's page was told of bytes. */
function arrived({ changes }: EngineEnd): number {
  return changes.reduce((most, [, e]) => (e.type === "arrived" ? Math.max(most, e.bytes) : most), 0);
}

describe("files", () => {
  test("[XFER5] of several pieces arrive byte for byte, over one lane and over several", async () => {
    for (const lanes of [1, 4]) {
      const pair = new EnginePair(lanes, lanes);
      const bytes = noise(21 * MIB + 17, 1);
      pair.connect();
      pair.wanted(lanes);
      pair.sender.offer(file("a.bin", bytes));
      await pair.settled();
      expect(await pair.receiver.contents()).toEqual(new Map([["a.bin", bytes]]));
      for (const end of [pair.sender, pair.receiver]) expect(end.states()).toEqual(["done"]);
    }
  });

  test.each([0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES])(
    "[XFER5] of %d bytes arrive",
    async (size) => {
      const pair = new EnginePair();
      const bytes = noise(size, 2);
      pair.connect();
      pair.sender.offer(file("edge.bin", bytes));
      await pair.settled();
      expect(await pair.receiver.contents()).toEqual(new Map([["edge.bin", bytes]]));
    },
  );

  test("[XFER5] of many small sizes go one behind the other without waiting for a verdict", async () => {
    const pair = new EnginePair(7, 3);
    const files = Array.from({ length: 300 }, (_, i) => file(`${i}.bin`, noise(i * 40, i)));
    pair.connect();
    pair.sender.offer(...files);
    await pair.settled();
    const contents = await pair.receiver.contents();
    expect([...contents.keys()].sort()).toEqual(files.map(({ name }) => name).sort());
    for (const { name, blob } of files) expect(contents.get(name)).toEqual(await blob.bytes());
  });

  test("[XFER21] go both ways at the same time", async () => {
    const pair = new EnginePair(9, 2);
    const [there, back] = [noise(6 * MIB, 3), noise(7 * MIB, 4)];
    pair.connect();
    pair.sender.offer(file("there.bin", there));
    pair.receiver.offer(file("back.bin", back));
    await pair.settled();
    expect(await pair.receiver.contents()).toEqual(new Map([["there.bin", there]]));
    expect(await pair.sender.contents()).toEqual(new Map([["back.bin", back]]));
  });

  test("[XFER21] may be offered while others move, and after all have arrived", async () => {
    const pair = new EnginePair();
    pair.connect();
    pair.sender.offer(file("first.bin", noise(5 * MIB, 5)));
    await pair.until(started(pair, 1));
    pair.sender.offer(file("second.bin", noise(100, 6)));
    await pair.settled();
    pair.sender.offer(file("third.bin", noise(100, 7)));
    await pair.settled();
    expect(pair.receiver.states()).toEqual(["done", "done", "done"]);
  });
});

describe("answers", () => {
  test("[XFER4] no byte moves before the other side accepts", async () => {
    const pair = new EnginePair();
    pair.receiver.plan = undefined;
    let bytes = 0;
    pair.damage = (message) => {
      if (typeof message !== "string") bytes += message.byteLength;
      return message;
    };
    pair.connect();
    pair.sender.offer(file("a.bin", noise(1_000, 1)));
    await pair.until(() => pair.receiver.offers.length === 1);
    expect([bytes, pair.sender.settled]).toEqual([0, false]);
    pair.receiver.engine.accept(0, PLAN);
    await pair.settled();
    expect(bytes).toBeGreaterThan(1_000);
    expect(pair.sender.answers).toEqual([[0, true]]);
  });

  test("[XFER10] what is declined has failed on both sides", async () => {
    const pair = new EnginePair();
    pair.receiver.plan = undefined;
    pair.connect();
    pair.sender.offer(file("a.bin", noise(1_000, 1)));
    await pair.until(() => pair.receiver.offers.length === 1);
    pair.receiver.engine.decline(0);
    await pair.settled();
    for (const end of [pair.sender, pair.receiver]) expect(end.states()).toEqual(["declined"]);
    expect(pair.sender.answers).toEqual([[0, false]]);
  });

  test("[XFER16] the sender hears what the receiver can take", async () => {
    const pair = new EnginePair();
    pair.connect();
    pair.receiver.engine.tellCapacity(0, { method: "memory", freeBytes: 5 });
    await pair.until(() => pair.sender.capacities.length === 1);
    expect(pair.sender.capacities[0]).toMatchObject({ method: "memory", freeBytes: 5 });
  });

  test.each([
    ["larger than what can be kept", { capBytes: 3_000 }, ["done", "too-large", "done"]],
    ["larger than what is free", { freeBytes: 4_500 }, ["done", "no-room", "done"]],
  ])(
    "[XFER16] a file that is %s fails at once on both sides, and the others arrive",
    async (_, limit, states) => {
      const pair = new EnginePair();
      pair.receiver.plan = { ...PLAN, ...limit };
      pair.connect();
      pair.sender.offer(
        file("small.bin", noise(1_000, 1)),
        file("large.bin", noise(4_000, 2)),
        file("last.bin", noise(2_000, 3)),
      );
      await pair.settled();
      for (const end of [pair.sender, pair.receiver]) expect(end.states()).toEqual(states);
    },
  );

  test("[XFER16] a disk that fills up ends the file on both sides", async () => {
    const pair = new EnginePair();
    pair.connect();
    pair.sender.offer(file("a.bin", noise(20 * MIB, 1)), file("empty.txt", noise(0, 1)));
    await pair.until(started(pair, 6 * MIB));
    pair.receiver.saving.full = true;
    await pair.settled();
    for (const end of [pair.sender, pair.receiver]) expect(end.states()).toEqual(["no-room", "done"]);
    expect(pair.receiver.saving.unfinished).toEqual([]);
  });

  test("[XFER9] storage that breaks fails its file and not the others", async () => {
    const pair = new EnginePair();
    pair.connect();
    pair.receiver.saving.broken = true;
    pair.sender.offer(file("a.bin", noise(5_000, 1)));
    await pair.settled();
    pair.receiver.saving.broken = false;
    pair.sender.offer(file("b.bin", noise(5_000, 2)));
    await pair.settled();
    for (const end of [pair.sender, pair.receiver]) expect(end.states()).toEqual(["cannot-save", "done"]);
  });
});

describe("a person", () => {
  test.each(["sender", "receiver"] as const)("[XFER22] may pause in mid-piece: the %s", async (who) => {
    const pair = new EnginePair(3);
    const bytes = noise(11 * MIB, 1);
    pair.connect();
    pair.sender.offer(file("a.bin", bytes));
    await pair.until(started(pair, 5 * MIB));
    pair[who].engine.pause(true);
    await pair.until(() => pair.sender.states()[0] === "paused" && pair.receiver.states()[0] === "paused");
    expect([pair[who].pausedBy, pair[who === "sender" ? "receiver" : "sender"].pausedBy]).toEqual([
      "me",
      "peer",
    ]);
    // What is on its way still arrives; then nothing does.
    await pair.run(200);
    pair.clock.advance(60_000);
    expect(pair.receiver.states()).toEqual(["paused"]);
    pair[who].engine.pause(false);
    await pair.settled();
    expect(await pair.receiver.contents()).toEqual(new Map([["a.bin", bytes]]));
  });

  test("[XFER22] who has paused stays paused when the other goes on", async () => {
    const pair = new EnginePair(3);
    pair.connect();
    pair.sender.offer(file("a.bin", noise(9 * MIB, 1)));
    await pair.until(started(pair, MIB));
    pair.sender.engine.pause(true);
    pair.receiver.engine.pause(true);
    await pair.until(() => pair.sender.pausedBy === "me");
    pair.receiver.engine.pause(false);
    await pair.until(() => pair.receiver.pausedBy === "peer");
    expect(pair.sender.pausedBy).toBe("me");
    pair.sender.engine.pause(false);
    await pair.settled();
  });

  test.each(["sender", "receiver"] as const)("[XFER10] may give up one file: the %s", async (who) => {
    const pair = new EnginePair(5);
    const rest = noise(5_000, 2);
    pair.connect();
    const [first] = pair.sender.offer(file("a.bin", noise(9 * MIB, 1)), file("b.bin", rest));
    await pair.until(started(pair, MIB));
    if (first) pair[who].engine.cancel(first.fileId);
    await pair.settled();
    for (const end of [pair.sender, pair.receiver]) expect(end.states()).toEqual(["cancelled", "done"]);
    expect(await pair.receiver.contents()).toEqual(new Map([["b.bin", rest]]));
    expect(pair.receiver.saving.unfinished).toEqual([]);
  });

  test("[XFER10] who ends everything leaves nothing behind", async () => {
    const pair = new EnginePair(5);
    pair.connect();
    pair.sender.offer(file("a.bin", noise(9 * MIB, 1)));
    await pair.until(started(pair, 5 * MIB));
    for (const end of [pair.sender, pair.receiver]) end.engine.end("cancelled");
    await Promise.all([pair.sender.engine.stop(false), pair.receiver.engine.stop(false)]);
    for (const end of [pair.sender, pair.receiver]) expect(end.states()).toEqual(["cancelled"]);
    expect(pair.receiver.saving.unfinished).toEqual([]);
  });
});

test("[XFER20] files of an archive are handed over together, once all are settled", async () => {
  const pair = new EnginePair();
  pair.receiver.plan = { ...PLAN, asZip: true };
  pair.connect();
  pair.sender.offer(
    { ...file("a.bin", noise(5, 1)), path: "trip/day 1" },
    { ...file("b.bin", noise(6 * MIB, 2)), path: "trip" },
  );
  await pair.settled();
  expect(pair.receiver.saved.map(({ file: { name } }) => name)).toEqual(["a.bin"]);
  expect(pair.receiver.saving.archived.map(({ path, bytes }) => [path, bytes.byteLength])).toEqual([
    ["trip/day 1/a.bin", 5],
    ["trip/b.bin", 6 * MIB],
  ]);
});
