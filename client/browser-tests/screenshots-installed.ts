import { AppPage } from "./harness/app.ts";
import { chromium } from "./harness/browsers.ts";
import { makeFile } from "./harness/files.ts";
import { startServer } from "./harness/server.ts";
import { startShareSheet } from "./harness/share-sheet.ts";
import { startVersionsServer } from "./harness/versions-server.ts";
import type { Stage } from "./screenshots-stage.ts";

/** What an installed page shows besides its screens: no server, another version, a share that came to nothing. */
export async function playInstalled(stage: Stage): Promise<void> {
  const server = await startServer();
  const front = startVersionsServer(server);
  const page = await stage.visit(chromium("a"), { ...server, loopbackUrl: front.url }, { isSecure: true });
  const { tab } = page;
  const isReady = () => tab.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await isReady();
  await tab.page.reload();
  front.release("2");
  await tab.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await tab.page.waitForSelector("[data-testid=new-version]");
  await stage.take(page, "installed-new-version");
  await page.press("Later");
  await front.stop();
  await tab.page.reload();
  await tab.page.waitForSelector("[data-testid=server-away]");
  await stage.take(page, "installed-server-away");

  const sheet = startShareSheet(server.loopbackUrl);
  const empty = await stage.visit(chromium("a"), server, { isSecure: true, path: "/health" });
  await sheet.share(empty.tab, { files: [makeFile({ name: "a.txt", size: 3 })] });
  await empty.untilText("Share it again.");
  await stage.take(AppPage.of(empty.tab, server), "installed-share-not-taken");
  await sheet.stop();
  await server.stop();
}
