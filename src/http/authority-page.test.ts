import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { certificateMaker } from "../adapters/certificate-maker.ts";
import type { AuthorityCertificate } from "../ports/certificate-maker.ts";
import { FakeCertificates, makeAuthority, makePair } from "../testing/certificates.ts";
import { TestApp } from "../testing/test-app.ts";
import { deviceOf } from "./device.ts";
import { escaped } from "./escaped.ts";
import { mobileProfile } from "./mobile-profile.ts";

const PAGES = join(import.meta.dir, "..", "..", "client", "authority");
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1";

let authority: AuthorityCertificate;
let app: TestApp;

beforeAll(() => {
  const pair = makeAuthority();
  const facts = certificateMaker.readAuthority(pair);
  if ("fault" in facts) throw new Error(facts.fault);
  authority = { ...facts, pem: pair.cert };
});

async function start(certificates: FakeCertificates): Promise<void> {
  app = await TestApp.start({}, {}, certificates);
  cpSync(PAGES, join(app.clientDirectory, "authority"), { recursive: true });
}

function get(path: string, agent = "curl"): Promise<Response> {
  return fetch(`http://127.0.0.1:${app.port}${path}`, { headers: { "User-Agent": agent } });
}

describe("the page for those who are to trust the server", () => {
  afterEach(() => app.remove());

  test("[TLS11] names the authority, its fingerprint and the address over https, without a script", async () => {
    await start(new FakeCertificates(makePair(), authority));
    const response = await get("/ca");
    const page = await response.text();
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.replaceAll("<wbr>", "")).toContain(authority.fingerprint);
    expect(page).toContain(escaped(authority.name));
    expect(page).toContain(`href="https://127.0.0.1:${app.httpsPort}/"`);
    expect(page).not.toMatch(/\{\{|<script|style=/);
  });

  test("[TLS11] shows the steps for the device that asks first", async () => {
    await start(new FakeCertificates(makePair(), authority));
    const page = await (await get("/ca", IPHONE)).text();
    expect(page.match(/<details[^>]* open>/g)?.map(String)).toEqual(['<details data-for="ios" open>']);
  });

  test.each([
    ["what the browser asks for", "/ca", "de-AT,de;q=0.9,en;q=0.8", "de"],
    ["what weighs most", "/ca", "en;q=0.5, fr;q=0.7, es;q=0.6", "fr"],
    ["what was chosen there", "/ca?lang=es", "de", "es"],
    ["what the page that leads there is in", "/ca?lang=zh-Hans", "fr", "zh-Hans"],
    ["English without a wish", "/ca", "", "en"],
    ["what the browser asks for, where none that there is was chosen", "/ca?lang=eo", "fr", "fr"],
    ["English for one that there is not", "/ca?lang=eo", "tlh", "en"],
    ["English for what is no language", "/ca?lang=../index", "en-GB", "en"],
  ])("[LANG9] is in the language of %s", async (_, path, wished, language) => {
    await start(new FakeCertificates(makePair(), authority));
    const headers = { "Accept-Language": wished, "User-Agent": IPHONE };
    const response = await fetch(`http://127.0.0.1:${app.port}${path}`, { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-language")).toBe(language);
    expect(response.headers.get("vary")).toBe("User-Agent, Accept-Language");
    const page = await response.text();
    expect(page).toContain(`<html lang="${language}"`);
    expect(page.replaceAll("<wbr>", "")).toContain(authority.fingerprint);
    expect(page).toContain('<details data-for="ios" open>');
  });

  test("[TLS11] has the certificate in the form that systems and browsers take for one", async () => {
    await start(new FakeCertificates(makePair(), authority));
    const response = await get("/ca.crt");
    expect(response.headers.get("content-type")).toBe("application/x-x509-ca-cert");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toBe(authority.pem);
  });

  test("[TLS11] has a profile for iOS, the same each time", async () => {
    await start(new FakeCertificates(makePair(), authority));
    const response = await get("/ca/p2p-share.mobileconfig");
    expect(response.headers.get("content-type")).toBe("application/x-apple-aspen-config");
    const profile = await response.text();
    expect(profile).toBe(mobileProfile(authority));
    expect(profile).toContain(`<data>${Buffer.from(authority.der).toString("base64")}</data>`);
    const ids = [...profile.matchAll(/PayloadUUID<\/key><string>([0-9A-F-]+)</g)].map(([, id]) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids)
      expect(id).toMatch(/^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/);
  });

  test("[TLS11] is not there without an authority of the server's own", async () => {
    await start(new FakeCertificates());
    for (const path of ["/ca", "/ca.crt", "/ca/p2p-share.mobileconfig"])
      expect((await get(path)).status).toBe(404);
  });

  test("[TLS12] the page learns what there is besides plain http", async () => {
    await start(new FakeCertificates(makePair(), authority));
    const told = await (await get("/instance")).json();
    const facts = { version: "9.9.9", httpsPort: app.httpsPort, httpsUrl: null, localCa: true };
    expect(told).toEqual({ ...facts, discovery: "network" });
  });

  test.each([
    ["http://nas.local", null],
    ["https://share.example", "https://share.example"],
  ])("[TLS12] without TLS, and PUBLIC_URL %s, it learns of %p", async (publicUrl, httpsUrl) => {
    app = await TestApp.start({ PUBLIC_URL: publicUrl });
    const told = { version: "9.9.9", httpsPort: null, httpsUrl, localCa: false, discovery: "network" };
    expect(await (await get("/instance")).json()).toEqual(told);
  });
});

describe("which device asks", () => {
  test.each([
    [IPHONE, "ios"],
    [
      "Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36",
      "android",
    ],
    ["Mozilla/5.0 (Android 16; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0", "android"],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
      "windows",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15",
      "mac",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36", "linux"],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0", "firefox"],
    ["", "linux"],
  ])("[TLS11] %s", (agent, device) => {
    expect(deviceOf(new Headers({ "user-agent": agent }))).toBe(device as ReturnType<typeof deviceOf>);
  });

  test("[TLS11] what a name holds does no harm in the page", () => {
    expect(escaped(`<b a="1" b='2'>&`)).toBe("&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;");
  });
});
