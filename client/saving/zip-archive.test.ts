import { describe, expect, test } from "bun:test";
import { fileId } from "#protocol/ids.ts";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import { SeededRandom } from "../../src/testing/seeded-random.ts";
import type { FilePart, FileSink, SavedFile, SavePlan } from "../engine/ports.ts";
import { readZip } from "../testing/read-zip.ts";
import { SavingWorld, testFile, testPlan, testSession } from "../testing/saving-world.ts";
import type { BrowserSaving } from "./saving.ts";

const SESSION = testSession();
const SEED = 20;
const HASH = "a".repeat(64) as Parameters<FileSink["write"]>[1]["hash"];

/** Saves a file as the engine does, piece by piece. */
async function save(page: BrowserSaving, plan: SavePlan, file: FileInfo, bytes: Uint8Array<ArrayBuffer>) {
  const sink = await page.open(SESSION, file, plan);
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    const end = Math.min(start + PIECE_BYTES, bytes.length);
    await sink.write(bytes.slice(start, end), { end, hash: HASH });
  }
  const saved = await sink.finish();
  return saved.type === "part" ? saved.bytes : blobOf(saved);
}

function blobOf(saved: SavedFile | FilePart): Blob {
  if (saved.type !== "blob") throw new Error("the file was not handed out");
  return saved.blob;
}

describe.each(["opfs", "indexeddb", "memory"] as const)("%s", (method) => {
  const plan = testPlan(method, { asZip: true });

  test("[XFER20] files large, small and empty are in the archive under their folders", async () => {
    const world = new SavingWorld();
    const page = world.page();
    const archive = await page.archive(SESSION);
    const random = new SeededRandom(SEED);
    const files = [
      ["größer/日本.txt", random.bytes(70_000)],
      ["größer/large.bin", random.bytes(PIECE_BYTES + 5)],
      ["größer/empty", random.bytes(0)],
      ["größer/deep/er/tiny", random.bytes(3)],
      ["größer/EMPTY", random.bytes(7)],
    ] as const;
    for (const [i, [path, bytes]] of files.entries()) {
      const folders = path.split("/");
      const name = folders.pop() ?? "";
      const file = testFile(bytes.length, { fileId: fileId(i), folders, name });
      await archive.add(file, await save(page, plan, file, bytes));
    }
    const zip = blobOf(await archive.finish());
    expect(zip.type).toBe("application/octet-stream");
    expect(readZip(await zip.bytes()).map(({ path, bytes }) => [path, Buffer.from(bytes)])).toEqual(
      files.map(([path, bytes]) => [path.replace("EMPTY", "EMPTY (1)"), Buffer.from(bytes)]),
    );
  });

  test("[XFER20] an archive of nothing is an archive", async () => {
    const archive = await new SavingWorld().page().archive(SESSION);
    expect(readZip(await blobOf(await archive.finish()).bytes())).toEqual([]);
  });

  test("[XFER20] of an archive that is given up nothing is left", async () => {
    const world = new SavingWorld();
    const page = world.page();
    const archive = await page.archive(SESSION);
    for (const size of [10, 2 * PIECE_BYTES]) {
      const file = testFile(size, { fileId: fileId(size) });
      await archive.add(file, await save(page, plan, file, new Uint8Array(size)));
    }
    await archive.abort();
    expect([...world.opfs.paths(), ...(await world.noted(SESSION))]).toEqual([]);
  });
});

test("[XFER20] 2,000 small files of one name become one archive of 2,000 paths", async () => {
  const page = new SavingWorld().page();
  const plan = testPlan("opfs", { asZip: true });
  const archive = await page.archive(SESSION);
  const random = new SeededRandom(SEED);
  for (let i = 0; i < 2_000; i++) {
    const file = testFile(10, { fileId: fileId(i), folders: ["pics"] });
    await archive.add(file, await save(page, plan, file, random.bytes(10)));
  }
  const entries = readZip(await blobOf(await archive.finish()).bytes());
  expect(new Set(entries.map(({ path }) => path)).size).toBe(2_000);
  expect(entries.at(-1)?.path).toBe("pics/a (1999).bin");
});

test("[XFER20] a file that cannot be read is an error, not a hole in the archive", async () => {
  const archive = await new SavingWorld().page().archive(SESSION);
  const gone = new Blob(["abc"]);
  gone.slice = () => {
    throw new DOMException("gone", "NotReadableError");
  };
  await expect(archive.add(testFile(3), gone)).rejects.toThrow("gone");
  await expect(archive.finish()).rejects.toThrow("gone");
});

test("[XFER17] a file of an archive is still there after a reload", async () => {
  const world = new SavingWorld();
  const plan = testPlan("opfs", { asZip: true });
  const bytes = new SeededRandom(SEED).bytes(2_000_000);
  const file = testFile(bytes.length);
  const before = world.page();
  await (await before.archive(SESSION)).add(file, await save(before, plan, file, bytes));
  world.closePage();
  const sink = await world.page().open(SESSION, file, plan);
  expect(sink.kept).toEqual([{ end: bytes.length, hash: HASH }]);
  expect(await sink.read(0, bytes.length)).toEqual(bytes);
});
