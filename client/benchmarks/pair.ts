import type { TestBrowser } from "../browser-tests/harness/browsers.ts";
import { watchDownloads } from "../browser-tests/harness/download-events.ts";
import { Downloads } from "../browser-tests/harness/downloads.ts";
import type { TestPage } from "../browser-tests/harness/pages.ts";
import { tempFolder } from "../browser-tests/harness/temp-folder.ts";

/** Two browsers, started at first use. */
export interface Sides {
  readonly sender: () => Promise<TestBrowser>;
  readonly receiver: () => Promise<TestBrowser>;
}

/** Two fresh pages, each in a Chromium process of its own. */
export interface Pair {
  readonly sender: TestPage;
  readonly receiver: TestPage;
}

/** Opens a pair for `work` and closes it afterwards, whatever happens. */
export async function withPair<T>(sides: Sides, work: (pair: Pair) => Promise<T>): Promise<T> {
  const open: TestPage[] = [];
  try {
    const sender = await openInProfile(sides.sender());
    open.push(sender);
    const receiver = await openInProfile(sides.receiver());
    open.push(receiver);
    return await work({ sender, receiver });
  } finally {
    await Promise.all(open.map((page) => page.close()));
  }
}

/**
 * Opens an empty page in the browser's own profile, as a person does: a private window, like a context of the
 * driver, keeps in memory what others keep on disk. What the page has stored goes with it.
 */
async function openInProfile(from: Promise<TestBrowser>): Promise<TestPage> {
  const browser = await from;
  const context = browser.driver.defaultBrowserContext();
  const downloads = new Downloads(tempFolder("downloads"));
  await watchDownloads(browser, context, downloads);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  // Else the question whether to leave an unfinished transfer would hold up the closing.
  page.on("dialog", (dialog) => void dialog.accept());
  const close = async () => {
    const { origin } = new URL(page.url());
    await page.goto("about:blank");
    const session = await page.createCDPSession();
    if (origin !== "null") await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
    await page.close();
  };
  return { browser, page, downloads, errors, requests: [], failedRequests: [], close };
}
