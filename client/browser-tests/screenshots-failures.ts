import { offer } from "./harness/app.ts";
import { chromium } from "./harness/browsers.ts";
import { flipBits } from "./harness/damage.ts";
import { makeFile } from "./harness/files.ts";
import type { TestServer } from "./harness/server.ts";
import { film, MIB, movie, papers, type Stage } from "./screenshots-stage.ts";

/** What goes through, and then the one that does not. */
const files = papers.slice(0, 1);

/** Runs in a page before its own code: much is free, as the browser says it. */
function claimRoom(): void {
  Object.defineProperty(navigator.storage, "estimate", {
    value: () => Promise.resolve({ quota: 21_300_000_000, usage: 800_000_000 }),
  });
}

/** Runs in a page before its own code: the server was updated, and the old page's workers are gone. */
function loseWorkers(): void {
  const Real = Worker;
  globalThis.Worker = class extends Real {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(`${url}.gone`, options);
    }
  };
}

/** Both sides of files that come to nothing. */
export async function playFailures(stage: Stage, server: TestServer): Promise<void> {
  const damaging = await stage.visit(chromium("a"), server, { before: flipBits, path: "/?damage=all" });
  const damaged = await stage.visit(chromium("b"), server);
  await offer(damaging, damaged, [makeFile({ name: "letter.pdf", size: MIB })]);
  await damaged.accept();
  await Promise.all([damaging.until("failed"), damaged.until("failed")]);
  await stage.takeBoth("hash-mismatch", damaging, damaged);

  const [sender, full] = await stage.pair(server, { isSecure: true, before: claimRoom, path: "/?save=opfs" });
  const session = await full.tab.page.createCDPSession();
  const { origin } = new URL(server.loopbackUrl);
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 24 * MIB });
  await offer(sender, full, [...files, movie]);
  await full.accept();
  await Promise.all([sender.until("done", "failed"), full.until("done", "failed")]);
  await stage.takeBoth("disk-full", sender, full);

  const [from, to] = await stage.pair(server);
  await offer(from, to, [film]);
  await to.accept();
  await to.untilMoving();
  await to.tab.page.locator("[data-testid=cancel]").click();
  await to.press("End it");
  await Promise.all([from.until("failed"), to.until("failed")]);
  await stage.takeBoth("cancelled", from, to);

  const old = await stage.visit(chromium("a"), server, { before: loseWorkers });
  const other = await stage.visit(chromium("b"), server);
  await offer(old, other, files);
  await old.untilText("A part of this page is missing or has failed");
  await stage.take(old, "page-failed");
}

/** While something is dragged over the page, and while the server is asked about a code. */
export async function playBetween(stage: Stage, server: TestServer): Promise<void> {
  const page = await stage.visit(chromium("a"), server);
  await page.tab.page.waitForSelector("[data-testid=file-input]");
  await page.tab.page.evaluate(() => {
    document.dispatchEvent(new DragEvent("dragover", { cancelable: true, dataTransfer: new DataTransfer() }));
  });
  await page.tab.page.waitForSelector(".drop[data-over=true]");
  await stage.take(page, "home-dragging-over");
  await page.tab.page.reload();
  await page.typeCode("000000");
  await page.untilText("Nobody waits under this code");
  const other = await stage.visit(chromium("b"), server);
  await other.tab.page.waitForSelector("[data-testid=file-input]");
  process.kill(server.pid, "SIGSTOP");
  try {
    await page.typeCode("000001");
    await page.untilText("Looking for the other device");
    await stage.take(page, "joining");
    await other.choose(...files);
    await other.untilText("Getting a code");
    await stage.take(other, "opening");
  } finally {
    process.kill(server.pid, "SIGCONT");
  }
}
