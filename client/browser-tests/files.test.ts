import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { closeSync, openSync, readdirSync, truncateSync, unlinkSync, utimesSync, writeSync } from "node:fs";
import { AppPage, offer } from "./harness/app.ts";
import { chromium, firefox } from "./harness/browsers.ts";
import { sha256File } from "./harness/downloads.ts";
import { makeFile, makeFiles, type TestFile } from "./harness/files.ts";
import { startServer, type TestServer } from "./harness/server.ts";

const MIB = 1_048_576;
const PAIRS = [
  ["Chromium to Chromium", () => chromium("a"), () => chromium("b")],
  ["Chromium to Firefox", () => chromium("a"), firefox],
  ["Firefox to Chromium", firefox, () => chromium("b")],
] as const;

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server.stop());

/** Sends files from disk and closes both pages. @returns what is in the receiver's download folder */
async function send(pair: (typeof PAIRS)[number], files: readonly TestFile[]) {
  const [, from, to] = pair;
  const sender = await AppPage.open(from(), server);
  const receiver = await AppPage.open(to(), server);
  await offer(sender, receiver, files);
  await receiver.accept();
  const saved = await receiver.tab.downloads.files(files.length, { withinMs: 60_000 });
  const shown = [await sender.until("done", "failed"), await receiver.until("done", "failed")];
  expect([...sender.tab.errors, ...receiver.tab.errors]).toEqual([]);
  expect(readdirSync(receiver.tab.downloads.folder)).toHaveLength(files.length);
  const hashed = await Promise.all(
    saved.map(async ({ name, path }) => [name, await sha256File(path)] as const),
  );
  await sender.tab.close();
  await receiver.tab.close();
  return { shown, saved: new Map(hashed) };
}

const digests = (files: readonly TestFile[]) => new Map(files.map(({ name, sha256 }) => [name, sha256]));

describe.each(PAIRS.map((pair) => [pair[0], pair] as const))("%s", (_, pair) => {
  test("[XFER6] an empty file arrives as an empty file", async () => {
    const file = makeFile({ name: "empty.txt", size: 0 });
    const { shown, saved } = await send(pair, [file]);
    expect(saved).toEqual(digests([file]));
    for (const side of shown) expect(side).toMatchObject([{ state: "done", size: 0, sha256: file.sha256 }]);
  });

  test("[XFER5] 200 files arrive, each with its own bytes under its own name", async () => {
    const files = makeFiles(200, 10_240);
    const { shown, saved } = await send(pair, files);
    expect(saved).toEqual(digests(files));
    for (const side of shown)
      expect(side.map(({ sha256 }) => sha256)).toEqual(files.map(({ sha256 }) => sha256));
  });

  test("[XFER7] a name with emoji and one of 255 bytes arrive", async () => {
    const long = `${"🎉".repeat(60)}${"x".repeat(11)}.bin`;
    expect(new TextEncoder().encode(long)).toHaveLength(255);
    // No joined emoji here: browsers replace the joiner in names that they save.
    const emoji = makeFile({ name: "🎁 größer 文件 🇩🇪.bin", size: 5_000 });
    const full = makeFile({ name: long, size: 5_001 });
    const { shown, saved } = await send(pair, [emoji, full]);
    for (const side of shown) expect(side.map(({ name }) => name)).toEqual([emoji.name, full.name]);
    expect([...saved.values()].sort()).toEqual([emoji.sha256, full.sha256].sort());
    expect(saved.get(emoji.name)).toBe(emoji.sha256);
    // A browser may shorten a name that leaves no room for its own ending; it must stay the same name.
    const [longName] = [...saved.keys()].filter((name) => name !== emoji.name);
    expect(longName?.startsWith("🎉".repeat(40)) && longName.endsWith(".bin")).toBe(true);
  });
});

test.each(PAIRS)("[XFER7] %s: names that try to escape stay in the download folder", async (_, from, to) => {
  const names = [
    "../../escape.txt",
    "..\\..\\escape2.txt",
    "/etc/escape3.txt",
    "photo\u202egnp.exe",
    "con.txt",
    "..",
  ];
  const safe = ["escape.txt", "escape2.txt", "escape3.txt", "photognp.exe", "_con.txt", "file"];
  const sender = await AppPage.open(from(), server);
  const receiver = await AppPage.open(to(), server);
  await sender.chooseMade(names.map((name, i) => ({ name, content: `content ${i}` })));
  await receiver.typeCode(await sender.code());
  expect((await receiver.until("offered")).map(({ name }) => name)).toEqual(safe);
  await receiver.accept();
  const saved = await receiver.tab.downloads.files(names.length);
  await receiver.until("done");
  const contents = await Promise.all(saved.map(({ path }) => sha256File(path)));
  const expected = names.map((__, i) => createHash("sha256").update(`content ${i}`).digest("hex"));
  expect(contents.sort()).toEqual(expected.sort());
  expect(readdirSync(receiver.tab.downloads.folder, { recursive: true })).toHaveLength(names.length);
  await sender.tab.close();
  await receiver.tab.close();
});

test.each([
  ["deleted", "Chromium", () => chromium("a"), ({ path }: TestFile) => unlinkSync(path)],
  ["deleted", "Firefox", firefox, ({ path }: TestFile) => unlinkSync(path)],
  ["cut short", "Firefox", firefox, ({ path }: TestFile) => truncateSync(path, MIB)],
  // Firefox would not notice: it looks at the length only.
  ["written to", "Chromium", () => chromium("a"), writeOver],
])(
  "[XFER9] a file that is %s while %s sends it fails on both sides, and the others arrive",
  async (_, __, from, spoil) => {
    const [spoilt, small] = [
      makeFile({ name: "spoilt.bin", size: 128 * MIB }),
      makeFile({ name: "small.bin", size: 5_000 }),
    ];
    const sender = await AppPage.open(from(), server);
    const receiver = await AppPage.open(chromium("b"), server);
    await offer(sender, receiver, [spoilt, small]);
    await receiver.accept();
    await receiver.untilMoving();
    spoil(spoilt);
    for (const page of [sender, receiver]) {
      expect((await page.until("done", "failed")).map(({ state }) => state)).toEqual(["failed", "done"]);
      await page.untilText("can no longer read this file");
      await page.untilText("1 of 2 files verified");
    }
    const saved = await receiver.tab.downloads.files(1);
    expect(saved.map(({ name }) => name)).toEqual(["small.bin"]);
    expect(receiver.tab.downloads.started).toEqual(["small.bin"]);
    await sender.tab.close();
    await receiver.tab.close();
  },
);

/** As long as before, and other bytes at its end. Browsers know the time of a change to the second only. */
function writeOver({ path, size }: TestFile): void {
  const file = openSync(path, "r+");
  writeSync(file, new Uint8Array(MIB), 0, MIB, size - MIB);
  closeSync(file);
  utimesSync(path, 1, 1);
}
