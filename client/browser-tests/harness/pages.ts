import type { Page } from "puppeteer-core";
import type { TestBrowser } from "./browsers.ts";
import { watchDownloads } from "./download-events.ts";
import { Downloads } from "./downloads.ts";
import { tempFolder } from "./temp-folder.ts";

/** What a test may choose about a page. */
export interface PageOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Chromium only: WebDriver BiDi cannot set it in Firefox. */
  readonly colorScheme?: "light" | "dark";
}

/** A page in a browser context of its own, with everything it did wrong or asked for. */
export interface TestPage {
  readonly browser: TestBrowser;
  readonly page: Page;
  readonly downloads: Downloads;
  /** Console errors and uncaught exceptions, oldest first. */
  readonly errors: readonly string[];
  /** Address of every request, WebSockets included. */
  readonly requests: readonly string[];
  /** Address and reason of every request that got no answer. */
  readonly failedRequests: readonly string[];
  /** Closes the page with its context: as if the user had closed the window. */
  close(): Promise<void>;
}

/** Opens an empty page with no cookies, no storage and an empty download folder. */
export async function openPage(
  from: TestBrowser | Promise<TestBrowser>,
  { viewport = { width: 1280, height: 800 }, colorScheme }: PageOptions = {},
): Promise<TestPage> {
  const browser = await from;
  const folder = tempFolder("downloads");
  const context = await browser.driver.createBrowserContext({
    downloadBehavior: { policy: "allow", downloadPath: folder },
  });
  const downloads = new Downloads(folder);
  await watchDownloads(browser, context, downloads);
  const page = await context.newPage();
  await page.setViewport(viewport);
  if (colorScheme) await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: colorScheme }]);
  const records = record(page);
  if (browser.engine === "chromium") await recordWebSockets(page, records.requests);
  const close = async () => {
    if (browser.engine === "chromium") await endDownloads(page, downloads);
    await context.close();
  };
  return { browser, page, downloads, ...records, close };
}

/** Chromium crashes, with every page in it, when a context is disposed of under a running download. */
async function endDownloads(page: Page, downloads: Downloads): Promise<void> {
  if (!page.isClosed()) await page.close();
  await downloads.settled();
}

function record(page: Page) {
  const errors: string[] = [];
  const requests: string[] = [];
  const failedRequests: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error")
      errors.push(`${message.text()} (${message.location().url ?? "no address"})`);
  });
  page.on("pageerror", (error) => {
    errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  });
  page.on("request", (request) => requests.push(request.url()));
  page.on("requestfailed", (request) => {
    failedRequests.push(`${request.url()}: ${request.failure()?.errorText ?? "unknown reason"}`);
  });
  return { errors, requests, failedRequests };
}

/** Puppeteer reports no WebSockets in Chromium; Firefox sends them as ordinary requests. */
async function recordWebSockets(page: Page, requests: string[]): Promise<void> {
  const session = await page.createCDPSession();
  session.on("Network.webSocketCreated", ({ url }) => requests.push(url));
  await session.send("Network.enable");
}
