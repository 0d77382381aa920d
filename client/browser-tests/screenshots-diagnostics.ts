import { LAN_ADDRESS } from "../../config/tasks/isolated-network.ts";
import type { AppPage } from "./harness/app.ts";
import { trustedCertificate } from "./harness/authority.ts";
import { chromium } from "./harness/browsers.ts";
import { cutUdp, healUdp } from "./harness/network.ts";
import { startPlainProxy } from "./harness/plain-proxy.ts";
import { startServer } from "./harness/server.ts";
import { switchOffWebRtc } from "./screenshots-refusals.ts";
import type { Stage } from "./screenshots-stage.ts";

/** What a person sees who looks for what is in the way. */
export async function playDiagnostics(stage: Stage): Promise<void> {
  const { certFile, keyFile } = trustedCertificate();
  const tls = { TLS: "files", TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile };
  const server = await startServer(tls);
  const good = await stage.visit(chromium("a"), server, { path: "/diagnostics" });
  await ended(good);
  await good.tab.page.locator("summary").click();
  await stage.take(good, "diagnostics-good");
  await stage.clear();
  cutUdp();
  try {
    const broken = await stage.visit(chromium("a"), server, { path: "/diagnostics" });
    await broken.tab.page.waitForSelector("[data-check=turn-tcp][data-state=ok]");
    await stage.take(broken, "diagnostics-running");
    await ended(broken);
    await stage.take(broken, "diagnostics-no-udp");
  } finally {
    healUdp();
  }
  await stage.clear();
  const proxy = startPlainProxy(server, LAN_ADDRESS);
  const behind = await stage.visit(chromium("a"), { ...server, url: proxy.url }, { path: "/diagnostics" });
  await ended(behind);
  await stage.take(behind, "diagnostics-proxy");
  await stage.clear();
  await proxy.stop();
  await server.stop();
  const relayless = await startServer({ TURN_ENABLED: "off" });
  const options = { path: "/diagnostics", before: switchOffWebRtc };
  const lacking = await stage.visit(chromium("a"), relayless, options);
  await ended(lacking);
  await stage.take(lacking, "diagnostics-no-webrtc");
  await stage.clear();
  await relayless.stop();
}

async function ended({ tab }: AppPage): Promise<void> {
  await tab.page.waitForSelector("[data-testid=diagnostics]:not([data-state=running])");
}
