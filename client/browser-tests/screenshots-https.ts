import { ownAuthority } from "./harness/authority.ts";
import { chromium } from "./harness/browsers.ts";
import { startServer } from "./harness/server.ts";
import type { Stage } from "./screenshots-stage.ts";

/** What a person sees of https: the line on plain http, and the page that offers the server's own authority. */
export async function playHttps(stage: Stage): Promise<void> {
  const server = await startServer({ TLS: "local-ca", DATA_DIR: ownAuthority().dataDir });
  const home = await stage.visit(chromium("a"), server);
  await home.tab.page.waitForSelector("[data-testid=secure-line]");
  await stage.take(home, "https-line");
  await stage.take(await stage.visit(chromium("a"), server, { path: "/ca" }), "https-trust");
  await server.stop();
}
