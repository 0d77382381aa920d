import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { LAN_NAME } from "../../config/tasks/isolated-network.ts";
import { AppPage } from "./harness/app.ts";
import { ownAuthority } from "./harness/authority.ts";
import { chromium, chromiumThatInstalls, firefox, type TestBrowser } from "./harness/browsers.ts";
import { sha256File } from "./harness/downloads.ts";
import { makeFile, makeFiles, makeSparse } from "./harness/files.ts";
import { openPage, type TestPage } from "./harness/pages.ts";
import { rendererProcesses } from "./harness/process-memory.ts";
import { startServer, type TestServer } from "./harness/server.ts";
import { type ShareSheet, startShareSheet } from "./harness/share-sheet.ts";
import { startVersionsServer } from "./harness/versions-server.ts";

const MIB = 1_048_576;
const BROWSERS = [
  ["Chromium", () => chromium("a")],
  ["Firefox", firefox],
] as const;
const DIST = join(import.meta.dir, "..", "dist");

let server: TestServer;
let sheet: ShareSheet;
const open: TestPage[] = [];

beforeAll(async () => {
  server = await startServer();
  sheet = startShareSheet(server.loopbackUrl);
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((tab) => tab.close()));
});

afterAll(() => Promise.all([server.stop(), sheet.stop()]));

/** A page that its service worker answers for from the next time on that it is opened. */
async function visit(browser: Promise<TestBrowser>, url = server.loopbackUrl): Promise<TestPage> {
  const tab = await openPage(browser);
  open.push(tab);
  await tab.page.goto(`${url}/`);
  await tab.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  return tab;
}

const shows = ({ page }: TestPage, selector: string, hidden = false) =>
  page.waitForSelector(selector, { timeout: 20_000, ...(hidden && { hidden }) });

/** The only thing that an idle first screen says calmly. */
const AWAY = ".notice[data-mood=calm]";
const CODE = "[data-testid=code]";
const VERSION = "[data-testid=new-version]";

const versionOf = ({ page }: TestPage) => page.evaluate(() => document.documentElement.dataset["version"]);

/** Paths of everything that is in any cache of the page. */
const cached = ({ page }: TestPage) =>
  page.evaluate(async () => {
    const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)));
    const entries = await Promise.all(caches.map((cache) => cache.keys()));
    return entries.flat().map(({ url }) => new URL(url).pathname);
  });

/** Files of shares that are kept. */
const keptShares = ({ page }: TestPage) =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const names: string[] = [];
    try {
      const shares = await root.getDirectoryHandle("p2p-share shared");
      for await (const name of shares.keys()) names.push(name);
    } catch {} // nothing was ever shared
    return names;
  });

test("[PWA1] Chromium that trusts the server has nothing against installing its page", async () => {
  const secure = await startServer({
    TLS: "local-ca",
    DATA_DIR: ownAuthority().dataDir,
    TLS_NAMES: LAN_NAME,
  });
  // Not in a window of its own storage, where nothing can be installed.
  const page = await (await chromium("a")).driver.newPage();
  await page.goto(`https://${LAN_NAME}:${new URL(secure.httpsUrl).port}/`);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const session = await page.createCDPSession();
  const { errors, manifest } = (await session.send("Page.getAppManifest")) as unknown as {
    errors: unknown[];
    manifest: { shareTarget: { method: string } };
  };
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  expect([errors, installabilityErrors, manifest.shareTarget.method]).toEqual([[], [], "kPost"]);
  await page.close();
  await secure.stop();
});

test("[PWA5] Chromium opens files with the installed page, in a window of its own, and they are sent", async () => {
  const { driver } = await chromiumThatInstalls();
  const manifestId = `${server.loopbackUrl}/`;
  const files = [makeFile({ name: "a.txt", size: 3 }), makeFile({ name: "b.pdf", size: 4 })];
  const session = await driver.target().createCDPSession();
  const ask = session.send as (method: string, params: object) => Promise<unknown>;
  await ask.call(session, "PWA.install", { manifestId, installUrlOrBundleUrl: manifestId });
  const target = driver.waitForTarget((found) => found.type() === "page" && found.url() === manifestId);
  await ask.call(session, "PWA.launchFilesInApp", { manifestId, files: files.map(({ path }) => path) });
  const page = await (await target).page();
  await page?.waitForSelector(CODE);
  const names = await page?.$$eval("[data-testid=transfer]", (rows) =>
    rows.map((row) => (row as HTMLElement).dataset["name"]),
  );
  expect(names).toEqual(["a.txt", "b.pdf"]);
  await page?.close();
});

describe.each(BROWSERS)("%s", (_, browser) => {
  test("[PWA4] opens the page without its server, says so, and works when the server is back", async () => {
    const own = await startServer();
    const tab = await visit(browser(), own.loopbackUrl);
    await own.stop();
    await tab.page.reload();
    await shows(tab, AWAY);
    const again = await own.startAgain();
    await shows(tab, AWAY, true);
    const page = AppPage.of(tab, again);
    await page.chooseMade([{ name: "a.txt", content: "a" }]);
    expect(await page.code()).toMatch(/^\d{3}\s*\d{3}$/);
    await again.stop();
  });

  test("[PWA6] sends what is shared: files by their names, and a text", async () => {
    const tab = await visit(browser());
    const files = [makeFile({ name: "größer.bin", size: 3 * MIB }), ...makeFiles(2, 10_000, "shared")];
    await sheet.share(tab, { files, text: "Look at this" });
    const sender = AppPage.of(tab, server);
    await sender.code();
    expect(tab.errors).toEqual([]);
    const receiver = await AppPage.open(browser(), server);
    open.push(receiver.tab);
    await receiver.typeCode(await sender.code());
    expect(await keptShares(tab)).toHaveLength(1);
    await receiver.accept();
    const saved = await receiver.tab.downloads.files(files.length);
    const found = await Promise.all(saved.map(async ({ name, path }) => [name, await sha256File(path)]));
    expect(new Map(found as [string, string][])).toEqual(
      new Map(files.map(({ name, sha256 }) => [name, sha256])),
    );
    await receiver.untilText("Look at this");
    // A reload asks for nothing again, and the next service worker or page clears up.
    expect(new URL(tab.page.url()).search).toBe("");
    await sender.until("done");
    await tab.page.goto("about:blank");
    await tab.page.goto(`${server.loopbackUrl}/`);
    await tab.page.waitForFunction(async () => {
      const root = await navigator.storage.getDirectory();
      const shares = await root.getDirectoryHandle("p2p-share shared");
      for await (const _ of shares.keys()) return false;
      return true;
    });
  });
});

/** What Chromium has not collected yet of the chunks that it read, whatever the size of the share. */
const MOST_GROWTH_BYTES = 200 * MIB;

test("[PWA6] a share of 256 MiB is never in the memory of Chromium's processes", async () => {
  const tab = await visit(chromium("a"));
  const large = makeSparse("large.bin", 256 * MIB);
  const before = new Map<number, number>();
  for (const process of rendererProcesses(tab.browser)) {
    process.resetPeak();
    before.set(process.pid, process.rssBytes());
  }
  await sheet.share(tab, { files: [large, ...makeFiles(2, 1_000)] });
  await shows(tab, CODE);
  const page = AppPage.of(tab, server);
  expect((await page.transfers()).map(({ name, size }) => [name, size])).toEqual([
    ["large.bin", 256 * MIB],
    ["file-001.bin", 1_000],
    ["file-002.bin", 1_000],
  ]);
  const growth = rendererProcesses(tab.browser).map(
    (process) => process.peakRssBytes() - (before.get(process.pid) ?? 0),
  );
  expect(Math.max(...growth)).toBeLessThan(MOST_GROWTH_BYTES);
});

test("[PWA2] Chromium has the service worker on a secure page, from the next time on, and none on plain http", async () => {
  const tab = await visit(chromium("a"));
  const found = await tab.page.evaluate(async () => {
    const { scope, active } = await navigator.serviceWorker.ready;
    return [scope, active?.scriptURL, navigator.serviceWorker.controller];
  });
  expect(found).toEqual([`${server.loopbackUrl}/`, `${server.loopbackUrl}/sw.js`, null]);
  await tab.page.reload();
  expect(await tab.page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  const plain = await AppPage.open(chromium("a"), server);
  open.push(plain.tab);
  await plain.chooseMade([{ name: "a.txt", content: "a" }]);
  await plain.code();
  expect(plain.tab.requests.filter((url) => /\/(sw\.js|health|assets\/installed-.*)$/.test(url))).toEqual([]);
  expect(plain.tab.errors).toEqual([]);
});

test("[PWA3] Chromium keeps files of the build, and nothing else, whatever the page has done", async () => {
  const tab = await visit(chromium("a"));
  await tab.page.goto(`${server.loopbackUrl}/diagnostics`);
  await tab.page.goto(`${server.loopbackUrl}/`);
  const paths = ["/instance", "/stats", "/health", "/metrics", "/diagnostics/server", "/ws"];
  await tab.page.evaluate((all) => Promise.all(all.map((path) => fetch(path))), paths);
  const page = AppPage.of(tab, server);
  await page.chooseMade([{ name: "a.txt", content: "a" }]);
  const receiver = await AppPage.open(chromium("a"), server);
  open.push(receiver.tab);
  await receiver.typeCode(await page.code());
  await receiver.accept();
  await page.until("done");
  const build = readdirSync(DIST, { recursive: true }).map((name) => `/${String(name)}`);
  const kept = await cached(tab);
  expect(kept.length).toBeGreaterThan(5);
  expect(kept.filter((path) => !["/", ...build].includes(path))).toEqual([]);
  // A page of the server that is not the shell is the server's.
  const answer = await tab.page.goto(`${server.loopbackUrl}/ca`);
  expect(answer?.status()).toBe(404);
});

test("[PWA10] Chromium offers none while a code is shown in any page, and then does", async () => {
  const front = startVersionsServer(server);
  const tab = await visit(chromium("a"), front.url);
  const other = await tab.page.browserContext().newPage();
  await other.goto(`${front.url}/`);
  const busy = AppPage.of({ ...tab, page: other }, server);
  await busy.chooseMade([{ name: "a.txt", content: "a" }]);
  await busy.code();
  front.release("2");
  // Both pages find it, and wait until the lock is free that the other one holds.
  await tab.page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update();
    while ((await navigator.locks.query()).pending?.length !== 2) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  expect(await tab.page.$(VERSION)).toBeNull();
  await busy.press("Cancel");
  await shows(tab, VERSION);
  await front.stop();
});

test("[UI2] Chromium has one place for messages, where Escape puts the new version off", async () => {
  const front = startVersionsServer(server);
  const tab = await visit(chromium("a"), front.url);
  await tab.page.setViewport({ width: 1280, height: 1_000 }); // where no message covers a button
  await tab.page.reload();
  front.release("2");
  await tab.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await shows(tab, VERSION);
  const page = AppPage.of(tab, server);
  await page.chooseMade([{ name: "a.txt", content: "a" }]);
  await shows(tab, VERSION, true);
  await page.press("Copy link");
  await page.untilText("Link copied");
  await page.press("Cancel");
  await shows(tab, VERSION);
  expect((await tab.page.$$("[role=region]")).length).toBe(1);
  await tab.page.focus(VERSION);
  await tab.page.keyboard.press("Escape");
  await shows(tab, VERSION, true);
  expect(await versionOf(tab)).toBe("1");
  await front.stop();
});

test("[PWA8] Chromium without a service worker the server takes no share, and the page says so", async () => {
  const tab = await openPage(chromium("a"));
  open.push(tab);
  await sheet.share(tab, { files: [makeSparse("large.bin", 140 * MIB)] });
  await AppPage.of(tab, server).untilText("Share it again.");
  expect(new URL(tab.page.url()).search).toBe("");
});

describe("[PWA9] Chromium offers a new version, and comes back under it", () => {
  test.each([
    ["at once", undefined],
    // Which holds up the new version until the page is opened anew, under the old one for once.
    ["also where its page fetches something all the time", 200],
  ] as const)("%s", async (_, everyMs) => {
    const front = startVersionsServer(server);
    const tab = await visit(chromium("a"), front.url);
    await tab.page.reload(); // a page that no version answers for is in no version's way
    front.release("2");
    await tab.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await shows(tab, VERSION);
    expect(await versionOf(tab)).toBe("1");
    await tab.page.evaluate((ms) => void (ms && setInterval(() => fetch("/icon.svg"), ms)), everyMs);
    await Promise.all([tab.page.waitForNavigation(), AppPage.of(tab, server).press("Reload")]);
    await tab.page.waitForFunction(() => document.documentElement.dataset["version"] === "2");
    await shows(tab, VERSION, true);
    await front.stop();
  });
});
