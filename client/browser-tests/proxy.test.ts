import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { create } from "qrcode";
import { LAN_ADDRESS, LAN_NAME } from "../../config/tasks/isolated-network.ts";
import { CADDY, findProgram, NGINX } from "../../config/tasks/programs.ts";
import { Product } from "../../src/testing/product.ts";
import { TestSocket } from "../../src/testing/test-app.ts";
import { AppPage } from "./harness/app.ts";
import { expectVerified } from "./harness/arrival.ts";
import { trustedCertificate } from "./harness/authority.ts";
import { chromium, firefox, type TestBrowser } from "./harness/browsers.ts";
import { makeFile } from "./harness/files.ts";
import {
  exampleFile,
  PROXIED_URL,
  type ReverseProxy,
  settingsOf,
  startCaddy,
  startNginx,
} from "./harness/reverse-proxies.ts";

const SERVER = "http://127.0.0.1:8080";
const MIB = 1_048_576;
/** As in the settings below. */
const MISSES = 3;
/** Begin of addresses that no client here has. */
const MADE_UP = "203.0.113";

const open: AppPage[] = [];
const started: { remove(): Promise<void> }[] = [];
let product: Product;

/** The server with the settings that the example names, and the proxy before it. */
async function startBehind(example: string, start: () => Promise<ReverseProxy>): Promise<void> {
  product = Product.spawn({
    ...settingsOf(example),
    AUDIT_LOG: "addresses",
    RATE_LIMIT_MISSES: `${MISSES}/1h`,
  });
  started.push(product);
  await product.printed(/is ready/);
  started.push(await start());
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ tab }) => tab.close()));
  await Promise.all(started.splice(0).map((process) => process.remove()));
});

async function visit(browser: Promise<TestBrowser>): Promise<AppPage> {
  const page = await AppPage.open(browser, { url: PROXIED_URL, loopbackUrl: SERVER });
  open.push(page);
  return page;
}

const authority = () => readFileSync(trustedCertificate().caFile, "utf8");

/** A program through the proxy that says it is the page, and whatever else. */
async function connect(headers: Record<string, string> = {}, path = "/ws"): Promise<TestSocket> {
  const url = PROXIED_URL.replace("https", "wss") + path;
  const socket = new TestSocket(url, { origin: PROXIED_URL, ...headers }, { ca: authority() });
  await socket.opened;
  return socket;
}

async function stats(): Promise<Record<string, number>> {
  return (await (await fetch(`${SERVER}/stats`)).json()) as Record<string, number>;
}

/** The dark modules of the QR code on screen, by row and column. */
function shownModules({ tab }: AppPage): Promise<string[]> {
  return tab.page.$eval(".qr path", (path) =>
    [...(path.getAttribute("d") ?? "").matchAll(/M(\d+) (\d+)/g)].map(
      ([, column, row]) => `${Number(row) - 4} ${Number(column) - 4}`,
    ),
  );
}

function modulesOf(content: string): string[] {
  const { modules } = create(content, { errorCorrectionLevel: "M" });
  return [...modules.data].flatMap((isDark, at) =>
    isDark ? [`${Math.floor(at / modules.size)} ${at % modules.size}`] : [],
  );
}

for (const [name, program, example, start] of [
  ["Caddy", CADDY, "Caddyfile", startCaddy],
  ["nginx", NGINX, "nginx.conf", startNginx],
] as const) {
  describe.skipIf(findProgram(program) === undefined)(`behind the example for ${name}`, () => {
    beforeEach(() => startBehind(example, start));

    test("[PROXY2] the page is there, and two programs meet, one on /ws and one on /", async () => {
      const page = await fetch(PROXIED_URL, { tls: { ca: authority() } });
      expect([page.status, page.headers.get("content-security-policy")]).toEqual([200, expect.any(String)]);
      const [host, guest] = [await connect(), await connect({}, "/")];
      const { code, publicUrl } = await host.ask({ type: "create" });
      expect(publicUrl).toBe(PROXIED_URL);
      expect(await guest.ask({ type: "join", code })).toMatchObject({ type: "joined" });
      await host.hear("peer-joined");
    });

    test("[PROXY3] a client is known by its own address, whatever addresses it makes up", async () => {
      const answers: unknown[] = [];
      for (let i = 0; i <= MISSES; i++) {
        const madeUp = { "x-forwarded-for": `${MADE_UP}.${i}`, forwarded: `for=${MADE_UP}.${i}` };
        const socket = await connect(madeUp);
        answers.push((await socket.ask({ type: "join", code: "000000" }))["code"]);
      }
      expect(answers).toEqual([...Array.from({ length: MISSES }, () => "unknown-code"), "rate-limited"]);
      expect(await stats()).toMatchObject({
        sockets: MISSES + 1,
        sharedAddressSockets: 0,
        untrustedProxy: 0,
      });
      product.signal("SIGTERM");
      const { printed } = await product.ended();
      const addresses = [...printed.matchAll(/"address":"([^"]*)"/g)].map(([, address]) => address);
      expect(new Set(addresses)).toEqual(new Set([LAN_ADDRESS]));
      expect(printed).not.toContain(MADE_UP);
    });

    test("[SIG21] a page elsewhere may not open a socket", async () => {
      await expect(connect({ origin: "https://elsewhere.test" })).rejects.toThrow("refused");
    });
  });
}

describe.skipIf(findProgram(CADDY) === undefined)("the example for Caddy", () => {
  test("[PROXY2] brings a file from Chromium to Firefox, over HTTPS", async () => {
    await startBehind("Caddyfile", startCaddy);
    const file = makeFile({ name: "through.bin", size: 8 * MIB });
    const sender = await visit(chromium("a"));
    const receiver = await visit(firefox());
    for (const { tab } of [sender, receiver])
      expect(await tab.page.evaluate(() => isSecureContext)).toBe(true);
    await sender.choose(file);
    const code = await sender.code();
    expect(await sender.text()).toContain(LAN_NAME);
    expect(await shownModules(sender)).toEqual(modulesOf(`${PROXIED_URL}/#${code}`));
    await receiver.openLink(code);
    await receiver.accept();
    await expectVerified(sender, receiver, file);
    expect(await stats()).toMatchObject({ sockets: 2, sharedAddressSockets: 0, untrustedProxy: 0 });
    expect([...sender.tab.errors, ...receiver.tab.errors]).toEqual([]);
  });

  test("[PROXY4] cuts no WebSocket for being idle, and believes no other proxy", () => {
    const { stdout } = Bun.spawnSync([
      findProgram(CADDY) ?? "",
      ...["adapt", "--config", exampleFile("Caddyfile"), "--adapter", "caddyfile"],
    ]);
    expect(stdout.toString()).toContain('"handler":"reverse_proxy"');
    expect(stdout.toString()).not.toMatch(/timeout|stream_|trusted_proxies/);
  });
});
