import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import { FOREIGN_NAME, LAN_ADDRESS, LAN_NAME } from "../../config/tasks/isolated-network.ts";
import { certificateMaker } from "../../src/adapters/certificate-maker.ts";
import { AppPage, offer } from "./harness/app.ts";
import { expectRelayed } from "./harness/arrival.ts";
import { ownAuthority } from "./harness/authority.ts";
import { chromium, firefox } from "./harness/browsers.ts";
import { makeFile } from "./harness/files.ts";
import { cutTcpPort, cutUdp, healTcpPort, healUdp } from "./harness/network.ts";
import { openPage, type TestPage } from "./harness/pages.ts";
import { startServer, type TestServer } from "./harness/server.ts";

const MIB = 1_048_576;
const DAY_MS = 86_400_000;

const BROWSERS = [
  ["Chromium", "ERR_CERT_INVALID", () => chromium("a")],
  ["Firefox", "SEC_ERROR_CERT_NOT_IN_NAME_SPACE", firefox],
] as const;

/** The same server by its name, over https. */
let secure: TestServer;
let server: TestServer;
const open: TestPage[] = [];

beforeAll(async () => {
  const { dataDir } = ownAuthority();
  server = await startServer({ TLS: "local-ca", DATA_DIR: dataDir, TLS_NAMES: LAN_NAME });
  secure = { ...server, url: server.httpsUrl.replace(LAN_ADDRESS, LAN_NAME) };
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((tab) => tab.close()));
});

afterAll(() => server.stop());

describe.each(BROWSERS)("%s, which trusts the server's own authority,", (_, refusal, browser) => {
  test("[TLS13] has a secure context with a service worker at its address", async () => {
    const tab = await openPage(browser());
    open.push(tab);
    await tab.page.goto(server.httpsUrl);
    const found = await tab.page.evaluate(async () => {
      const { scope } = await navigator.serviceWorker.register("/sw.js");
      return { isSecureContext, scope, hasSubtle: crypto.subtle !== undefined };
    });
    expect(found).toEqual({ isSecureContext: true, scope: `${server.httpsUrl}/`, hasSubtle: true });
    expect(await tab.page.$("[data-testid=secure-line]")).toBeNull();
    expect(tab.errors).toEqual([]);
  });

  test("[TLS8] refuses a certificate that the authority may not have made", async () => {
    const { pair } = ownAuthority();
    const validity = { notBefore: Date.now() - DAY_MS, notAfter: Date.now() + DAY_MS };
    const tls = certificateMaker.issue(pair, { hosts: [FOREIGN_NAME], validity });
    const foreign = Bun.serve({ hostname: LAN_ADDRESS, port: 0, tls, fetch: () => new Response("stolen") });
    const tab = await openPage(browser());
    open.push(tab);
    try {
      const going = tab.page.goto(`https://${FOREIGN_NAME}:${foreign.port}/`);
      await expect(going).rejects.toThrow(refusal);
    } finally {
      await foreign.stop(true);
    }
  });

  test("[TLS12] is told on plain http what https would add, and where to trust the server", async () => {
    const tab = await openPage(browser());
    open.push(tab);
    await tab.page.goto(server.url);
    const line = await tab.page.waitForSelector("[data-testid=secure-line]");
    const links = await line?.$$eval("a", (anchors) => anchors.map(({ href }) => href));
    expect(links).toEqual([`${server.httpsUrl}/`, `${server.url}/ca?lang=en`]);
    await tab.page.goto(`${server.url}/ca`);
    const shown = await tab.page.$eval("[data-testid=fingerprint]", ({ textContent }) => textContent);
    const { pair } = ownAuthority();
    const facts = certificateMaker.readAuthority(pair);
    expect(facts).toMatchObject({ fingerprint: shown });
    await Promise.all([tab.page.waitForNavigation(), tab.page.click("nav a[lang=de]")]);
    expect(await tab.page.$eval("html", ({ lang }) => lang)).toBe("de");
    expect(tab.errors).toEqual([]);
  });
});

test("[UI1] the link to the page of the authority leads to it in the language that was chosen in the menu", async () => {
  const tab = await openPage(chromium("a"));
  open.push(tab);
  await tab.page.goto(server.url);
  await tab.page.locator("[data-testid=menu]").click();
  await tab.page.locator("[data-value=fr]").click();
  await tab.page.waitForSelector("html[lang=fr]");
  const [, link] = await tab.page.$$("[data-testid=secure-line] a");
  await Promise.all([tab.page.waitForNavigation(), link?.click()]);
  expect(tab.page.url()).toBe(`${server.url}/ca?lang=fr`);
  expect(await tab.page.$eval("html", ({ lang }) => lang)).toBe("fr");
});

test("[TLS13] a file goes from Chromium to Firefox over https, and over TURN with the same certificate", async () => {
  cutUdp();
  cutTcpPort(server.relay.port);
  try {
    const sender = await AppPage.open(chromium("a"), secure);
    const receiver = await AppPage.open(firefox(), secure);
    open.push(sender.tab, receiver.tab);
    const file = makeFile({ name: "over https.bin", size: 4 * MIB });
    await offer(sender, receiver, [file]);
    await receiver.until("offered");
    await receiver.accept();
    await expectRelayed(sender, receiver, file, server);
  } finally {
    healUdp();
    healTcpPort();
  }
});
