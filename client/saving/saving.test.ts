import { describe, expect, test } from "bun:test";
import { type FileId, fileId, type Sha256 } from "#protocol/ids.ts";
import { MAX_TEXT_BYTES } from "#protocol/transfer/limits.ts";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import { type FileSink, NoRoom, type OfferRecord } from "../engine/ports.ts";
import { FakeDirectory } from "../testing/fake-directory.ts";
import { SavingWorld, testFile, testPlan, testSession, turn } from "../testing/saving-world.ts";
import { MEMORY_CAP_BYTES } from "./plan.ts";

const SESSION = testSession();
const HASH = "a".repeat(64) as Sha256;
const refused = () => Promise.reject(new DOMException("not in private windows", "SecurityError"));
const brokenDatabase = {
  open() {
    throw new DOMException("not in private windows", "SecurityError");
  },
} as unknown as IDBFactory;

const RECORD: OfferRecord = {
  offer: 0,
  plan: testPlan("opfs"),
  files: [{ fileId: fileId(1), name: "a.bin", isText: false, size: 9 }],
};

async function write(sink: FileSink, bytes: number): Promise<void> {
  await sink.write(new Uint8Array(bytes), { end: bytes, hash: HASH });
}

describe("where the planned way is not there", () => {
  test.each([
    ["opfs", {}, "opfs"],
    ["opfs", { directory: undefined }, "indexeddb"],
    ["opfs", { directory: refused }, "indexeddb"],
    ["opfs", { indexedDb: undefined }, "memory"],
    ["opfs", { indexedDb: brokenDatabase }, "memory"],
    ["indexeddb", { directory: undefined }, "indexeddb"],
    ["indexeddb", { indexedDb: brokenDatabase }, "memory"],
    ["folder", {}, "opfs"],
    ["file", { directory: undefined }, "indexeddb"],
    ["stream", {}, "opfs"],
    ["stream", { indexedDb: undefined, directory: undefined }, "memory"],
  ] as const)(
    "[XFER16] %s %# gives way before the first byte, and says so",
    async (method, storage, used) => {
      const sink = await new SavingWorld().page(storage).open(SESSION, testFile(10), testPlan(method));
      expect(sink.method).toBe(used);
      await write(sink, 10);
      expect(await sink.finish()).toMatchObject({ type: "blob" });
    },
  );

  test("[XFER16] a picker's handle that may not be used any more gives way", async () => {
    const world = new SavingWorld();
    world.folder.getFileHandle = refused;
    const plan = testPlan("folder", { handle: world.folder.handle });
    expect((await world.page().open(SESSION, testFile(10), plan)).method).toBe("opfs");
  });

  test("[XFER16] a disk that is full gives way to nothing: memory would only fill up later", async () => {
    const root = new FakeDirectory();
    const folder = await root.getDirectoryHandle("p2p-share", { create: true });
    folder.getDirectoryHandle = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    const page = new SavingWorld().page({ directory: async () => root.handle });
    await expect(page.open(SESSION, testFile(10), testPlan("opfs"))).rejects.toBeInstanceOf(NoRoom);
  });
});

test.each([
  ["a new file", 0, 2 * PIECE_BYTES + 1],
  ["the rest of a file", 1, PIECE_BYTES + 1],
])("[XFER16] %s that does not fit is NoRoom before the first byte", async (_, pieces, missingBytes) => {
  const world = new SavingWorld();
  const file = testFile(2 * PIECE_BYTES + 1);
  const first = await world.page().open(SESSION, file, testPlan("opfs"));
  for (let end = PIECE_BYTES; end <= pieces * PIECE_BYTES; end += PIECE_BYTES)
    await first.write(new Uint8Array(PIECE_BYTES), { end, hash: HASH });
  await first.suspend();
  world.disk.freeBytes = missingBytes - 1;
  await expect(world.page().open(SESSION, file, testPlan("opfs"))).rejects.toBeInstanceOf(NoRoom);
  world.disk.freeBytes = missingBytes;
  const second = await world.page().open(SESSION, file, testPlan("opfs"));
  expect(second.kept).toHaveLength(pieces);
});

test("[XFER16] a database that never answers does not hold up a file for good", async () => {
  const world = new SavingWorld();
  const silent = { open: () => ({}) } as unknown as IDBFactory;
  const opened = world.page({ indexedDb: silent }).open(SESSION, testFile(10), testPlan("indexeddb"));
  await turn();
  world.clock.advance(5_000);
  expect((await opened).method).toBe("memory");
});

test("[XFER16] files in memory share one cap, and what is given up makes room", async () => {
  const page = new SavingWorld().page();
  const open = (number: number, size: number) =>
    page.open(SESSION, testFile(size, { fileId: fileId(number) }), testPlan("memory"));
  const first = await open(1, MEMORY_CAP_BYTES - 10);
  await expect(open(2, 11)).rejects.toBeInstanceOf(NoRoom);
  const second = await open(3, 10);
  await first.abort();
  await open(4, MEMORY_CAP_BYTES - 10);
  await second.finish(); // it is still in memory: the person may want to save it again
  await expect(open(5, 1)).rejects.toBeInstanceOf(NoRoom);
  await page.forget(SESSION);
  expect((await open(6, MEMORY_CAP_BYTES)).method).toBe("memory");
});

test("[XFER16] a shared text stays in memory, however files are saved", async () => {
  const world = new SavingWorld();
  const text = testFile(MAX_TEXT_BYTES, { isText: true });
  const sink = await world.page().open(SESSION, text, testPlan("opfs"));
  expect(sink.method).toBe("memory");
  expect(world.opfs.paths()).toEqual([]);
});

test("[XFER20] a file of one piece in an archive is one record, a larger one a file", async () => {
  const page = new SavingWorld().page();
  const methodOf = async (size: number, id: FileId) =>
    (await page.open(SESSION, testFile(size, { fileId: id }), testPlan("opfs", { asZip: true }))).method;
  expect(await methodOf(PIECE_BYTES, fileId(1))).toBe("indexeddb");
  expect(await methodOf(PIECE_BYTES + 1, fileId(2))).toBe("opfs");
});

test("[XFER17] a file goes on by the method that it was begun with", async () => {
  const world = new SavingWorld();
  const first = await world.page({ directory: undefined }).open(SESSION, testFile(20), testPlan("opfs"));
  await write(first, 20);
  world.closePage();
  const second = await world.page().open(SESSION, testFile(20), testPlan("opfs"));
  expect(second.method).toBe("indexeddb");
  expect(second.kept).toHaveLength(1);
});

test.each([
  ["less than a piece", 100, []],
  ["all but a byte", 2 * PIECE_BYTES - 1, [PIECE_BYTES]],
  ["nothing", 2 * PIECE_BYTES, [PIECE_BYTES, 2 * PIECE_BYTES]],
])("[XFER17] after a crash that left %s of a file, only whole pieces count", async (_, bytes, ends) => {
  const world = new SavingWorld();
  const file = testFile(2 * PIECE_BYTES + 5);
  const first = await world.page().open(SESSION, file, testPlan("opfs"));
  for (const end of [PIECE_BYTES, 2 * PIECE_BYTES])
    await first.write(new Uint8Array(PIECE_BYTES), { end, hash: HASH });
  world.closePage();
  const [path = ""] = world.opfs.paths();
  world.opfs.cut(path, bytes);
  const second = await world.page().open(SESSION, file, testPlan("opfs"));
  expect(second.kept.map(({ end }) => end)).toEqual([...ends]);
  expect(world.opfs.content(path)).toHaveLength(ends.at(-1) ?? 0);
});

test("[XFER17] a page that comes back waits until the one before has let go of its file", async () => {
  const world = new SavingWorld();
  const file = testFile(2 * PIECE_BYTES);
  const first = await world.page().open(SESSION, file, testPlan("opfs"));
  await first.write(new Uint8Array(PIECE_BYTES), { end: PIECE_BYTES, hash: HASH });
  const attempts = Promise.withResolvers<void>();
  const storage = world.storage();
  const opening = world
    .page({
      pause(ms) {
        attempts.resolve();
        return storage.pause(ms);
      },
    })
    .open(SESSION, file, testPlan("opfs"));
  await attempts.promise;
  world.opfs.letGo();
  while (!(await Promise.race([opening.then(() => true), turn()]))) world.clock.advance(100);
  expect((await opening).kept).toHaveLength(1);
});

describe("records", () => {
  test("[XFER17] an offer is on record after a reload, with the last that was noted of it", async () => {
    const world = new SavingWorld();
    const page = world.page();
    await page.record(SESSION, RECORD);
    await page.record(SESSION, { ...RECORD, offer: 1 });
    const files = RECORD.files.map((file) => ({ ...file, outcome: { verified: HASH } }));
    await page.record(SESSION, { ...RECORD, files });
    world.closePage();
    expect(await world.page().records(SESSION)).toEqual([
      { ...RECORD, files },
      { ...RECORD, offer: 1 },
    ]);
    expect(await world.page().records(testSession(2))).toEqual([]);
  });

  test("[XFER17] where the browser keeps nothing, nothing is on record, and nothing breaks", async () => {
    const page = new SavingWorld().page({ indexedDb: brokenDatabase });
    await page.record(SESSION, RECORD);
    expect(await page.records(SESSION)).toEqual([]);
    await page.forget(SESSION);
  });
});

test("[XFER17] a session that is forgotten leaves only finished files, which may still be copied", async () => {
  const world = new SavingWorld();
  const page = world.page();
  const open = (number: number, session = SESSION) =>
    page.open(session, testFile(10, { fileId: fileId(number) }), testPlan("opfs"));
  const [finished, suspended] = [await open(1), await open(2)];
  const other = await open(3, testSession(2));
  for (const sink of [finished, suspended, other]) await write(sink, 10);
  await finished.finish();
  await suspended.suspend();
  await page.record(SESSION, RECORD);
  await page.forget(SESSION);
  expect(await page.records(SESSION)).toEqual([]);
  expect(world.opfs.paths()).toEqual([
    `p2p-share/${SESSION}/${fileId(1)}`,
    `p2p-share/${testSession(2)}/${fileId(3)}`,
  ]);
});
