import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import type { SaveMethod } from "#protocol/transfer/messages.ts";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import type { SavePlan } from "../engine/ports.ts";
import { readZip } from "../testing/read-zip.ts";
import { chromium, firefox, type TestBrowser } from "./harness/browsers.ts";
import { sha256File } from "./harness/downloads.ts";
import { openPage, type TestPage } from "./harness/pages.ts";
import type { SavingFile, SavingRequest } from "./harness/saving.worker.ts";
import { savingBytes } from "./harness/saving-bytes.ts";
import { type SavingServer, startSavingServer } from "./harness/saving-server.ts";

const LARGE: SavingFile = { name: "große datei.bin", size: 16 * PIECE_BYTES + 12_345 };
const BROWSERS = [
  ["Chromium", () => chromium("a")],
  ["Firefox", firefox],
] as const;

let server: SavingServer;

beforeAll(async () => {
  server = await startSavingServer();
});

afterAll(() => server.stop());

async function open(browser: Promise<TestBrowser>, where: "secureUrl" | "plainUrl" = "secureUrl") {
  const tab = await openPage(browser);
  await load(tab, where);
  return tab;
}

async function load({ page }: TestPage, where: "secureUrl" | "plainUrl" = "secureUrl"): Promise<void> {
  await page.goto(server[where]);
  await page.waitForFunction(() => "saving" in window);
}

const facts = ({ page }: TestPage) => page.evaluate(() => window.saving.facts());

/** Saves as a worker of the product would. */
const save = ({ page }: TestPage, request: SavingRequest) =>
  page.evaluate((asked) => window.saving.save(asked), request);

const planOf = (method: SaveMethod, asZip = false): SavePlan => ({
  method,
  asZip,
  capBytes: null,
  freeBytes: null,
});

const request = (method: SaveMethod, more: Partial<SavingRequest> = {}): SavingRequest => ({
  type: "save",
  plan: planOf(method),
  files: [LARGE],
  ...more,
});

const digest = createHash("sha256").update(savingBytes(0, LARGE.size)).digest("hex");

/** Resolves when the whole file is in the download folder. */
async function expectDownload(tab: TestPage, { name, size }: SavingFile): Promise<void> {
  const { path } = await tab.downloads.file({ name, size });
  expect(await sha256File(path)).toBe(digest);
  expect(tab.errors).toEqual([]);
}

describe.each(BROWSERS)("%s", (_, browser) => {
  test.each([
    ["secureUrl", "opfs"],
    ["secureUrl", "indexeddb"],
    ["secureUrl", "memory"],
    ["secureUrl", "stream"],
    ["plainUrl", "indexeddb"],
    ["plainUrl", "memory"],
  ] as const)(
    "[XFER16] %s: a file goes by %s to the download folder, byte for byte",
    async (where, method) => {
      const tab = await open(browser(), where);
      expect(await save(tab, request(method))).toEqual([{ type: "saved", method, keptBytes: 0 }]);
      await expectDownload(tab, LARGE);
      await tab.close();
    },
  );

  test("[XFER16] a page knows what it can use", async () => {
    const secure = await open(browser());
    const isChromium = secure.browser.engine === "chromium";
    expect(await facts(secure)).toEqual({
      isSecure: true,
      opfs: true,
      indexedDb: true,
      filePicker: isChromium,
      folderPicker: isChromium,
      serviceWorker: true,
      isIos: false,
      freeBytes: isChromium ? null : expect.any(Number),
    });
    await secure.close();
    const plain = await open(browser(), "plainUrl");
    expect(await facts(plain)).toEqual({
      isSecure: false,
      opfs: false,
      indexedDb: true,
      filePicker: false,
      folderPicker: false,
      serviceWorker: false,
      isIos: false,
      freeBytes: null,
    });
    await plain.close();
  });

  test("[XFER16] on plain http a plan for a secure page gives way to IndexedDB", async () => {
    const tab = await open(browser(), "plainUrl");
    for (const method of ["opfs", "stream"] as const)
      expect(await save(tab, request(method))).toMatchObject([{ type: "saved", method: "indexeddb" }]);
    await tab.close();
  });

  test.each([
    ["secureUrl", "opfs"],
    ["plainUrl", "indexeddb"],
  ] as const)("[XFER17] %s: a page that is reloaded in the middle goes on by %s", async (where, method) => {
    const tab = await open(browser(), where);
    expect(await save(tab, request(method, { pieces: 3 }))).toEqual([{ type: "open", method }]);
    await load(tab, where);
    expect(await save(tab, request(method))).toEqual([{ type: "saved", method, keptBytes: 3 * PIECE_BYTES }]);
    await expectDownload(tab, LARGE);
    await tab.close();
  });

  test.each([
    ["secureUrl", "opfs"],
    ["plainUrl", "indexeddb"],
    ["secureUrl", "memory"],
  ] as const)("[XFER20] %s: 500 files and a large one become one archive by %s", async (where, method) => {
    const small = Array.from({ length: 500 }, (__, i) => ({ name: "a.txt", size: i, folders: ["größer"] }));
    const large = { ...LARGE, folders: ["größer", "deep"] };
    const tab = await open(browser(), where);
    await save(tab, { type: "save", plan: planOf(method, true), files: [large, ...small] });
    const { path } = await tab.downloads.file({ name: "archive.zip" });
    const entries = readZip(await Bun.file(path).bytes());
    expect(entries.map(({ bytes }) => bytes.length)).toEqual([large.size, ...small.map(({ size }) => size)]);
    expect(entries.map((entry) => entry.path)).toEqual([
      `größer/deep/${large.name}`,
      ...small.map((__, i) => (i === 0 ? "größer/a.txt" : `größer/a (${i}).txt`)),
    ]);
    expect(entries.every(({ bytes }) => Buffer.compare(bytes, savingBytes(0, bytes.length)) === 0)).toBe(
      true,
    );
    await tab.close();
  });

  test("[XFER16] a streamed download that ends in the middle is no file", async () => {
    const tab = await open(browser());
    await save(tab, request("stream", { pieces: 2, abort: true }));
    expect(await tab.downloads.firstEnd()).toBe("cancelled");
    expect(tab.downloads.started).toEqual([LARGE.name]);
    await tab.close();
  });
});

test.each(["opfs", "indexeddb"] as const)(
  "[XFER16] Chromium: where %s has no room left, it says so",
  async (method) => {
    const tab = await open(chromium("a"));
    const session = await tab.page.createCDPSession();
    const { origin } = new URL(server.secureUrl);
    await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 6 * PIECE_BYTES });
    expect(await save(tab, request(method))).toEqual([{ type: "failed", error: "NoRoom" }]);
    await session.send("Storage.overrideQuotaForOrigin", { origin });
    await tab.close();
  },
);
