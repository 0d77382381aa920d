import { rmSync } from "node:fs";
import type { JSHandle, Page } from "puppeteer-core";
import { sha256File } from "../browser-tests/harness/downloads.ts";
import type { TestFile } from "../browser-tests/harness/files.ts";
import type { TestPage } from "../browser-tests/harness/pages.ts";
import { readZip } from "../testing/read-zip.ts";
import { deadlineMs, finished } from "./finished.ts";
import { countLanes, type LaneChange, lanesBetween } from "./lanes.ts";
import { type Pair, type Sides, withPair } from "./pair.ts";

/** What is sent, and by which page of the product. */
export interface Errand {
  readonly url: string;
  /** Of the pages' address. */
  readonly query?: string;
  readonly files: readonly TestFile[];
}

/** How a transfer went. */
export interface ProductRun {
  /** A megabyte is a million bytes. */
  readonly megabytesPerSecond: number;
  readonly lanes: readonly LaneChange[];
}

/** When a transfer began and ended, as one page shows it; Unix milliseconds. */
export interface Times {
  readonly acceptedAtMs: number;
  readonly doneAtMs: number;
}

const ACCEPT = "[data-testid=accept]";
const OFFER_MS = 60_000;
const DOWNLOAD_MS = 300_000;

/**
 * Files through the product's own pages: read, hashed on both sides, verified, kept and handed to the download.
 *
 * The clock is the receiver's: from the click on accept until every file's state is `done`.
 *
 * @throws where the downloaded files are not the ones that were sent
 */
export function runProduct(sides: Sides, errand: Errand): Promise<ProductRun> {
  return withPair(sides, async (pair) => {
    const { sender, receiver } = pair;
    await offerFiles(pair, errand);
    const transfer = await watchTransfer(receiver, errand);
    const { acceptedAtMs, doneAtMs } = await acceptFiles(pair, errand, transfer);
    const lanes = await lanesBetween(sender.page, acceptedAtMs, doneAtMs);
    await checkDownloads(receiver, errand.files);
    return { megabytesPerSecond: bytesOf(errand) / (doneAtMs - acceptedAtMs) / 1_000, lanes };
  });
}

/** Up to the question whether the receiver wants them. */
export async function offerFiles(
  { sender, receiver }: Pair,
  { url, query = "", files }: Errand,
): Promise<void> {
  await countLanes(sender.page);
  await sender.page.goto(`${url}/${query}`);
  await receiver.page.goto(`${url}/${query}#${await chooseFiles(sender.page, files)}`);
  await receiver.page.waitForSelector(ACCEPT, { visible: true, timeout: OFFER_MS });
}

type WatchedTransfer = JSHandle<{ readonly finished: Promise<Times & { readonly state: string }> }>;

/** From now on watches how the transfer goes in one of the pages. */
export function watchTransfer({ page }: TestPage, { files }: Errand): Promise<WatchedTransfer> {
  return page.evaluateHandle(awaitTransfer, ACCEPT, files.length);
}

/** Says yes to the files. @returns the times of the transfer that is watched @throws where it fails */
export async function acceptFiles(
  { sender, receiver }: Pair,
  errand: Errand,
  watched: WatchedTransfer,
): Promise<Times> {
  await receiver.page.click(ACCEPT);
  const times = await timesOf(watched, errand);
  const errors = [...sender.errors, ...receiver.errors];
  if (errors.length > 0) throw new Error(`the pages report errors: ${errors.join("; ")}`);
  return times;
}

/** Awaits the end of a transfer that is watched. @throws where it fails */
export async function timesOf(watched: WatchedTransfer, errand: Errand): Promise<Times> {
  const { state, ...times } = await finished(watched, deadlineMs(bytesOf(errand)));
  if (state !== "done") throw new Error(`the transfer ended in the state ${state}`);
  return times;
}

/** Of all files together. */
export function bytesOf({ files }: Pick<Errand, "files">): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** Compares what was downloaded, one file or one archive, with what was sent, and removes it. @throws where it differs */
export async function checkDownloads({ downloads }: TestPage, files: readonly TestFile[]): Promise<void> {
  const { path } = await downloads.file({ withinMs: DOWNLOAD_MS });
  const expected = new Map(files.map(({ name, sha256 }) => [name, sha256]));
  const [only, second] = files;
  const digests = only && !second ? new Map([[only.name, await sha256File(path)]]) : await digestsIn(path);
  rmSync(path);
  const wrong = [...expected].filter(([name, sha256]) => digests.get(name) !== sha256);
  if (wrong.length > 0 || digests.size !== files.length)
    throw new Error(`${wrong.length} of ${files.length} files, with ${digests.size} downloaded, are wrong`);
}

async function digestsIn(archive: string): Promise<Map<string, string>> {
  const entries = readZip(await Bun.file(archive).bytes());
  return new Map(entries.map(({ path, bytes }) => [path, Bun.SHA256.hash(bytes, "hex")]));
}

async function chooseFiles(page: Page, files: readonly TestFile[]): Promise<string> {
  const input = await page.waitForSelector("input[data-testid=file-input]");
  if (!input) throw new Error("the page has no file input");
  await input.uploadFile(...files.map(({ path }) => path));
  const code = await page.waitForSelector("[data-testid=code]");
  const text = await code?.evaluate((element) => element.textContent);
  return (text ?? "").replace(/\s/g, "");
}

/** Runs in a page: times from the next click on accept, where there is one, to the end of all transfers. */
function awaitTransfer(accept: string, files: number) {
  const finished = new Promise<{ state: string; acceptedAtMs: number; doneAtMs: number }>((resolve) => {
    const row = "[data-testid=transfer]";
    let acceptedAtMs = Number.NaN;
    document.querySelector(accept)?.addEventListener(
      "click",
      () => {
        acceptedAtMs = Date.now();
      },
      { capture: true, once: true },
    );
    const end = (state: string) => {
      observer.disconnect();
      resolve({ state, acceptedAtMs, doneAtMs: Date.now() });
    };
    const observer = new MutationObserver(() => {
      const failed = document.querySelector(`${row}[data-state=failed]`);
      if (failed) return end(`failed: ${failed.textContent}`);
      const isDone = !document.querySelector(`${row}:not([data-state=done])`);
      // Rows may be made anew when the screen changes: for a moment there may be none.
      if (isDone && document.querySelectorAll(row).length === files) end("done");
    });
    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-state"] });
  });
  return { finished };
}
