import { afterEach, describe, expect, test } from "bun:test";
import { LAN_ADDRESS, LAN_NAME } from "../../config/tasks/isolated-network.ts";
import { AppPage } from "./harness/app.ts";
import { stats } from "./harness/arrival.ts";
import { trustedCertificate } from "./harness/authority.ts";
import { chromium, firefox, type TestBrowser } from "./harness/browsers.ts";
import { DiagnosticsPage, statesOf } from "./harness/diagnosis.ts";
import { HidingProxy } from "./harness/hiding-proxy.ts";
import { cutTcpPort, cutUdpPort, healTcpPort, healUdpPort } from "./harness/network.ts";
import { startPlainProxy } from "./harness/plain-proxy.ts";
import { startServer, type TestServer } from "./harness/server.ts";

const ENGINES = [
  ["Chromium", () => chromium("a")],
  ["Firefox", firefox],
] as const;

/** Firefox uses a relay over TLS only under a name; Chromium's search for a path knows no file of names. */
const RELAY_HOST: Readonly<Record<string, string>> = { Chromium: LAN_ADDRESS, Firefox: LAN_NAME };

/** On plain http, the relay over TLS not set up. */
const GOOD = {
  websocket: "ok",
  address: "ok",
  stun: "ok",
  "turn-udp": "ok",
  "turn-tcp": "ok",
  "turn-tls": "off",
  direct: "ok",
  "secure-context": "off",
  saving: "ok",
  browser: "ok",
};

const ends: (() => void | Promise<void>)[] = [];
let server: TestServer;

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(env: Record<string, string> = {}): Promise<TestServer> {
  const started = await startServer(env);
  ends.push(() => started.stop());
  server = started;
  return started;
}

async function visit(
  browser: Promise<TestBrowser>,
  { origin = server.url, before }: { origin?: string; before?: () => void } = {},
): Promise<DiagnosticsPage> {
  const page = await DiagnosticsPage.open(browser, origin, { ...(before && { before }) });
  ends.push(() => page.close());
  return page;
}

/** Both browsers look at the same time: what is broken takes each of them seconds to notice. */
async function diagnosed(origin?: string) {
  const pages = await Promise.all(
    ENGINES.map(([, browser]) => visit(browser(), { ...(origin !== undefined && { origin }) })),
  );
  return Promise.all(pages.map((page) => page.checks()));
}

/** Runs in the page before its own code. */
function keepCopies(): void {
  addEventListener("copy", () => {
    const holder = document.querySelector<HTMLTextAreaElement>("textarea.visually-hidden");
    document.documentElement.dataset["copied"] = holder?.value ?? "";
  });
}

describe("a good server", () => {
  test.each(ENGINES)(
    "[DIAG4] %s: every check ends well, with a relay over UDP, TCP and TLS, and leaves nothing behind",
    async (engine, browser) => {
      const { certFile, keyFile } = trustedCertificate();
      const tls = { TLS: "files", TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile };
      await start({ ...tls, EXTERNAL_HOST: RELAY_HOST[engine] ?? "" });
      const page = await visit(browser(), { before: keepCopies });
      const checks = await page.checks();
      expect(statesOf(checks)).toEqual({ ...GOOD, "turn-tls": "ok" });
      for (const way of ["udp", "tcp", "tls"]) {
        expect(checks[`turn-${way}`]?.said).toMatch(/came back the same: \d+\sms, at least .*B\/s/);
      }
      await expectNothingLeft();
      expect([...page.tab.errors, ...page.tab.failedRequests]).toEqual([]);
      await expectReportByKeyboard(page);
    },
  );
});

/** The page closes its sockets as the last check ends; the server hears of it a moment later. */
async function expectNothingLeft(): Promise<void> {
  while (((await stats(server))["sockets"] ?? 0) > 0);
  expect(await stats(server)).toMatchObject({ sessions: 0, sockets: 0, limited: 0, wrongCodes: 0 });
}

/** By the keyboard alone: the report can be copied, and has no address in it. */
async function expectReportByKeyboard({ tab: { page } }: DiagnosticsPage): Promise<void> {
  expect(await page.$$eval("h1, h2", (all) => all.map(({ tagName }) => tagName))).toEqual([
    "H1",
    ...Object.keys(GOOD).map(() => "H2"),
  ]);
  expect(await page.$eval("[role=status]", (said) => said.getAttribute("aria-live"))).toBe("polite");
  const focused = () =>
    page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset["testid"]);
  for (let tabs = 0; tabs < 20 && (await focused()) !== "copy-report"; tabs++)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.body.textContent.includes("Report copied"));
  expect(await focused()).toBe("copy-report");
  const report = (await page.evaluate(() => document.documentElement.dataset["copied"])) ?? "";
  expect(report).toContain("[Works] Relay over TLS");
  expect(report).toContain("<private IPv4>");
  for (const hidden of [LAN_ADDRESS, LAN_NAME]) expect(report).not.toContain(hidden);
}

test("[DIAG7] the page leads to the diagnostics, in a tab of their own", async () => {
  await start();
  const page = await AppPage.open(chromium("a"), server);
  ends.push(() => page.tab.close());
  const link = await page.tab.page.waitForSelector("footer a[href='/diagnostics']");
  expect(await link?.evaluate((anchor) => anchor.target)).toBe("_blank");
});

describe("what is broken is found by its check, which says what to do", () => {
  test("[DIAG5] the relay is off", async () => {
    await start({ TURN_ENABLED: "off" });
    for (const checks of await diagnosed()) {
      const relays = { stun: "off", "turn-udp": "warn", "turn-tcp": "warn", "turn-tls": "warn" };
      expect(statesOf(checks)).toEqual({ ...GOOD, ...relays });
      expect(checks["turn-udp"]?.fix).toContain("TURN_ENABLED=on");
    }
  });

  test("[DIAG5] a firewall drops UDP to the relay, or TCP", async () => {
    const [withoutUdp, withoutTcp] = [await start(), await start()];
    cutUdpPort(withoutUdp.relay.port);
    cutTcpPort(withoutTcp.relay.port);
    ends.push(healUdpPort, healTcpPort);
    const [udp, tcp] = await Promise.all([diagnosed(withoutUdp.url), diagnosed(withoutTcp.url)]);
    for (const checks of udp) {
      expect(statesOf(checks)).toEqual({ ...GOOD, stun: "fail", "turn-udp": "fail" });
      for (const check of ["stun", "turn-udp"]) {
        expect(checks[check]?.fix).toContain(`Let UDP through to port ${withoutUdp.relay.port}`);
      }
    }
    for (const checks of tcp) {
      expect(statesOf(checks)).toEqual({ ...GOOD, "turn-tcp": "fail" });
      expect(checks["turn-tcp"]?.fix).toContain(`Let TCP through to port ${withoutTcp.relay.port}`);
    }
  });

  test("[DIAG3] a proxy hides all addresses, and says nothing of it", async () => {
    await start({ HOST: "127.0.0.1", TURN_HOST: "0.0.0.0" });
    const proxy = new HidingProxy(LAN_ADDRESS, "127.0.0.1");
    ends.push(() => proxy.close());
    await proxy.tcp(Number(new URL(server.url).port));
    for (const checks of await diagnosed()) {
      expect(statesOf(checks)).toEqual({ ...GOOD, address: "warn" });
      expect(checks["address"]?.fix).toContain("X-Forwarded-For");
    }
  });

  test("[DIAG5] a proxy passes on no WebSocket, and TRUST_PROXY does not name it", async () => {
    await start();
    const proxy = startPlainProxy(server, LAN_ADDRESS);
    ends.push(() => proxy.stop());
    for (const checks of await diagnosed(proxy.url)) {
      const untried = { stun: "warn", "turn-udp": "warn", "turn-tcp": "warn", "turn-tls": "warn" };
      expect(statesOf(checks)).toEqual({ ...GOOD, ...untried, websocket: "fail", address: "warn" });
      expect(checks["websocket"]?.fix).toContain("/ws");
      expect(checks["address"]?.fix).toContain("TRUST_PROXY");
    }
  });
});

test("[DIAG4] a server that is killed in the middle leaves no check without an end, and can be tried again", async () => {
  await start();
  ends.push(healUdpPort);
  cutUdpPort(server.relay.port); // so that something is still under way
  const pages = await Promise.all(ENGINES.map(([, browser]) => visit(browser())));
  await Promise.all(pages.map((page) => page.until("turn-tcp", "ok")));
  await server.kill();
  healUdpPort();
  for (const page of pages) expect(Object.values(statesOf(await page.checks()))).not.toContain("running");
  server = await server.startAgain();
  ends.push(() => server.stop());
  for (const { tab } of pages) {
    await (await tab.page.waitForSelector("xpath/.//button[normalize-space()='Run again']"))?.click();
  }
  for (const page of pages) {
    expect(statesOf(await page.checks())).toEqual(GOOD);
  }
});
