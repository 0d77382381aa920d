import { dirname } from "node:path";
import type { Browser, BrowserContext } from "puppeteer-core";
import type { TestBrowser } from "./browsers.ts";
import type { Downloads } from "./downloads.ts";

/** Reports the downloads of one browser context to `downloads`. */
export async function watchDownloads(
  { engine, driver }: TestBrowser,
  context: BrowserContext,
  downloads: Downloads,
): Promise<void> {
  if (engine === "chromium") await watchChromium(driver, context, downloads);
  else watchFirefox(driver, context, downloads);
}

async function watchChromium(driver: Browser, context: BrowserContext, downloads: Downloads): Promise<void> {
  const session = await driver.target().createCDPSession();
  session.on("Browser.downloadWillBegin", ({ suggestedFilename }) => downloads.begin(suggestedFilename));
  session.on("Browser.downloadProgress", ({ state, filePath }) => {
    if (state !== "inProgress") downloads.end(state === "completed" ? filePath : undefined);
  });
  await session.send("Browser.setDownloadBehavior", {
    behavior: "allow",
    downloadPath: downloads.folder,
    eventsEnabled: true,
    ...(context.id === undefined ? {} : { browserContextId: context.id }),
  });
}

/** The part of WebDriver BiDi that Puppeteer receives and subscribes to but has no public type for. */
interface BidiEvents {
  on(
    event: "browsingContext.contextCreated",
    listener: (e: { context: string; userContext: string }) => void,
  ): void;
  on(
    event: "browsingContext.downloadWillBegin",
    listener: (e: { context: string; suggestedFilename: string }) => void,
  ): void;
  on(
    event: "browsingContext.downloadEnd",
    listener: (e: { context: string; status: string; filepath?: string | null }) => void,
  ): void;
}

function watchFirefox(driver: Browser, context: BrowserContext, downloads: Downloads): void {
  const { connection } = driver as unknown as { readonly connection: BidiEvents };
  // The events come for the whole browser, and name the tab or frame but not its context.
  const own = new Set<string>();
  connection.on("browsingContext.contextCreated", (e) => {
    if (e.userContext === context.id) own.add(e.context);
  });
  connection.on("browsingContext.downloadWillBegin", (e) => {
    if (own.has(e.context)) downloads.begin(e.suggestedFilename);
  });
  connection.on("browsingContext.downloadEnd", (e) => {
    if (e.filepath && dirname(e.filepath) === downloads.folder) downloads.end(e.filepath);
    else if (own.has(e.context) && e.status !== "complete") downloads.end(undefined);
  });
}
