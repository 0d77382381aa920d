import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { chromium, firefox, type TestBrowser } from "./harness/browsers.ts";
import { sha256File } from "./harness/downloads.ts";
import { makeFile } from "./harness/files.ts";
import { openPage, type TestPage } from "./harness/pages.ts";
import { pageProcess } from "./harness/process-memory.ts";

const LAN = process.env["P2P_SHARE_TEST_LAN"] ?? "";
const PAGE = `<!doctype html><link rel="icon" href="data:,"><input type="file">`;
const BROWSERS: [name: string, browser: () => Promise<TestBrowser>][] = [
  ["Chromium", () => chromium("a")],
  ["Firefox", firefox],
];

let server: Bun.Server<undefined>;
let open: TestPage[] = [];

async function visit(browser: Promise<TestBrowser>): Promise<TestPage> {
  const tab = await openPage(browser);
  open.push(tab);
  await tab.page.goto(server.url.href);
  return tab;
}

beforeAll(() => {
  server = Bun.serve({
    hostname: LAN,
    port: 0,
    fetch: () => new Response(PAGE, { headers: { "content-type": "text/html" } }),
  });
});

afterAll(async () => {
  await server.stop(true);
  await Promise.all(open.map((tab) => tab.close()));
  open = [];
});

test("the network has no way out", () => {
  const table = readFileSync("/proc/net/dev", "utf8");
  const interfaces = [...table.matchAll(/^\s*(\S+):/gm)].map((line) => line[1]);
  expect(interfaces.sort()).toEqual(expect.arrayContaining(["lan0", "lo"]));
  expect(interfaces.filter((name) => !["lo", "lan0", "lan0-end"].includes(name ?? ""))).toEqual([]);
});

describe.each(BROWSERS)("%s", (_, browser) => {
  test("treats the LAN address as an insecure origin", async () => {
    const { page, errors, requests } = await visit(browser());
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    expect(errors).toEqual([]);
    expect(requests[0]).toBe(server.url.href);
  });

  test("saves a file byte for byte", async () => {
    const file = makeFile({ name: "päck 🎁.bin", size: 5_000_001 });
    const { page, downloads } = await visit(browser());
    const input = await page.$("input");
    await input?.uploadFile(file.path);
    await page.evaluate(() => {
      const [chosen] = document.querySelector("input")?.files ?? [];
      if (!chosen) throw new Error("nothing was chosen");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([chosen]));
      link.download = chosen.name;
      link.click();
    });
    const saved = await downloads.file({ size: file.size });
    expect({ name: saved.name, sha256: await sha256File(saved.path) }).toEqual({
      name: file.name,
      sha256: file.sha256,
    });
  });

  test("saves 200 files", async () => {
    const { page, downloads } = await visit(browser());
    await page.evaluate(() => {
      // Chromium drops all but ten downloads a second in a frame.
      const frames = Array.from({ length: 20 }, () =>
        document.body.appendChild(document.createElement("iframe")),
      );
      for (let i = 0; i < 200; i += 1) {
        const link = frames[i % 20]?.contentDocument?.createElement("a");
        if (!link) throw new Error("no frame");
        link.href = URL.createObjectURL(new Blob([`content ${i}`]));
        link.download = `${i}.txt`;
        link.click();
      }
    });
    const saved = await downloads.files(200);
    const texts = await Promise.all(saved.map(async ({ name, path }) => [name, await Bun.file(path).text()]));
    expect(Object.fromEntries(texts)).toEqual(
      Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`${i}.txt`, `content ${i}`])),
    );
  });

  test("finds the process of a page and its peak memory", async () => {
    const tab = await visit(browser());
    const own = await pageProcess(tab);
    const before = own.peakRssBytes();
    const grown = 200 * 1024 * 1024;
    await tab.page.evaluate(
      (size) => Object.assign(globalThis, { kept: new Uint8Array(size).fill(1) }),
      grown,
    );
    expect(own.peakRssBytes() - before).toBeGreaterThan(grown / 2);
  });
});

test.each([
  ["Chromium", () => chromium("b")],
  ["Firefox", firefox],
] satisfies typeof BROWSERS)("Chromium and %s talk over a data channel, by mDNS names", async (_, other) => {
  const [{ page: caller }, { page: callee }] = [await visit(chromium("a")), await visit(other())];
  const offer = await caller.evaluate(async () => {
    const link = Object.assign(globalThis, { link: new RTCPeerConnection() }).link;
    const channel = link.createDataChannel("test");
    // Who made the channel speaks first: before it is open here Chromium can lose what comes.
    channel.onopen = () => channel.send("hello");
    const heard = new Promise<string>((resolve) => {
      channel.onmessage = ({ data }) => resolve(data);
    });
    Object.assign(globalThis, { heard });
    const gathered = new Promise((resolve) => {
      link.onicecandidate = ({ candidate }) => candidate || resolve(undefined);
    });
    await link.setLocalDescription();
    await gathered;
    return link.localDescription?.sdp ?? "";
  });
  expect(offer).toContain(".local ");
  const answer = await callee.evaluate(async (sdp) => {
    const link = Object.assign(globalThis, { link: new RTCPeerConnection() }).link;
    link.ondatachannel = ({ channel }) => {
      channel.onmessage = ({ data }) => channel.send(data);
    };
    const gathered = new Promise((resolve) => {
      link.onicecandidate = ({ candidate }) => candidate || resolve(undefined);
    });
    await link.setRemoteDescription({ type: "offer", sdp });
    await link.setLocalDescription();
    await gathered;
    return link.localDescription?.sdp ?? "";
  }, offer);
  expect(answer).toContain(".local ");
  const heard = await caller.evaluate(async (sdp) => {
    const { link, heard } = globalThis as unknown as { link: RTCPeerConnection; heard: Promise<string> };
    await link.setRemoteDescription({ type: "answer", sdp });
    return heard;
  }, answer);
  expect(heard).toBe("hello");
});
