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
  const old = await stage.visit(chromium("a"), { ...server, loopbackUrl: front.url }, { isSecure: true });
  await old.tab.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await old.tab.page.reload();
  front.release("2");
  await old.tab.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await old.tab.page.waitForSelector("[data-testid=new-version]");
  await stage.take(old, "installed-new-version");
  await front.stop();

  const sheet = startShareSheet(server.loopbackUrl);
  const empty = await stage.visit(chromium("a"), server, { isSecure: true, path: "/health" });
  await sheet.share(empty.tab, { files: [makeFile({ name: "a.txt", size: 3 })] });
  await empty.untilText("Share it again.");
  await stage.take(empty, "installed-share-not-taken");
  await sheet.stop();

  const away = await stage.visit(chromium("a"), server, { isSecure: true });
  await away.tab.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await server.stop();
  await away.tab.page.reload();
  await away.untilText("server does not answer");
  await stage.take(away, "installed-server-away");
}
