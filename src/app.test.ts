import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "#config/load.ts";
import { cryptoRandom } from "./adapters/crypto-random.ts";
import { type App, startApp } from "./app.ts";
import { FakeClock } from "./testing/fake-clock.ts";
import { MemoryLog } from "./testing/memory-log.ts";
import { SeededRandom } from "./testing/seeded-random.ts";

const SEED = 555;

let app: App;
let clock: FakeClock;
let log: MemoryLog;
let folder: string;

async function start(env: Record<string, string> = {}): Promise<App> {
  const loaded = loadConfig({ HOST: "127.0.0.1", PORT: "0", ...env });
  if ("problems" in loaded) throw new Error(loaded.problems.join("\n"));
  const ports = { clock, random: cryptoRandom, log, lanAddresses: () => ["192.168.1.5"] };
  return startApp({ config: loaded.config, clientDirectory: join(folder, "dist"), version: "9.9.9" }, ports);
}

beforeEach(async () => {
  clock = new FakeClock();
  log = new MemoryLog();
  folder = mkdtempSync(join(tmpdir(), "p2p-share-app-"));
  mkdirSync(join(folder, "dist", "assets"), { recursive: true });
  writeFileSync(join(folder, "dist", "index.html"), "<title>the page</title>");
  writeFileSync(join(folder, "dist", "icon.svg"), "<svg/>");
  writeFileSync(join(folder, "dist", "assets", "main-abc.js"), "export {};");
  writeFileSync(join(folder, "secret.txt"), "not for the network");
  app = await start();
});

afterEach(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

const get = (path: string) => fetch(`http://127.0.0.1:${app.port}${path}`);

/** A real WebSocket whose messages are read one by one. */
class Client {
  readonly socket: WebSocket;
  readonly closed: Promise<CloseEvent>;
  readonly #queue: string[] = [];
  #waiting: ((text: string) => void) | undefined;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.addEventListener("close", resolve));
    socket.addEventListener("message", ({ data }) => {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      if (waiting) waiting(String(data));
      else this.#queue.push(String(data));
    });
  }

  static async open(path = "/ws"): Promise<Client> {
    const socket = new WebSocket(`ws://127.0.0.1:${app.port}${path}`);
    const client = new Client(socket);
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve);
      socket.addEventListener("close", reject);
    });
    return client;
  }

  say(message: unknown): this {
    this.socket.send(JSON.stringify(message));
    return this;
  }

  async hear(): Promise<Record<string, unknown>> {
    const queued = this.#queue.shift();
    const text =
      queued ??
      (await new Promise<string>((resolve) => {
        this.#waiting = resolve;
      }));
    return JSON.parse(text) as Record<string, unknown>;
  }
}

describe("over HTTP", () => {
  test("[HTTP1] /health says ok with version and uptime", async () => {
    clock.advance(61_500);
    const response = await get("/health");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok", version: "9.9.9", uptimeSeconds: 61 });
  });

  test("[HTTP2] /stats counts sessions and peers and names none", async () => {
    const host = await Client.open();
    const { code } = await host.say({ type: "create" }).hear();
    const guest = await Client.open();
    await (await Client.open()).say({ type: "create" }).hear();
    await guest.say({ type: "join", code }).hear();
    const stats = await (await get("/stats")).json();
    expect(stats).toEqual({ sessions: 2, waiting: 1, peers: 3, uptimeSeconds: 0 });
  });

  test("[HTTP3] the page is revalidated, its assets are kept, both name no other host", async () => {
    const page = await get("/");
    expect(await page.text()).toContain("the page");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const asset = await get("/assets/main-abc.js");
    expect(asset.headers.get("cache-control")).toContain("immutable");
    for (const { headers } of [
      page,
      asset,
      await get("/icon.svg"),
      await get("/none"),
      await get("/stats"),
    ]) {
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("content-security-policy")).not.toContain("http");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  test.each([
    "/nothing-here",
    "/assets/../secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/assets/%2e%2e/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/assets/..%5c..%5csecret.txt",
    "/assets/",
    "/assets/main-abc.js%00.txt",
  ])("[HTTP4] %s is not found", async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe("Not found.\n");
  });

  test("[HTTP5] a plain request for the socket is told what is expected", async () => {
    const response = await get("/ws");
    expect(response.status).toBe(426);
    expect(response.headers.get("upgrade")).toBe("websocket");
  });
});

describe("over WebSocket", () => {
  test.each(["/ws", "/"])("[SIG1] %s takes two browsers from create to signal", async (path) => {
    const host = await Client.open(path);
    const { code } = await host.say({ type: "create" }).hear();
    const guest = await Client.open(path);
    expect(await guest.say({ type: "join", code }).hear()).toMatchObject({ type: "joined" });
    expect(await host.hear()).toEqual({ type: "peer-joined" });
    guest.say({ type: "signal", description: { type: "offer", sdp: "v=0" } });
    expect(await host.hear()).toEqual({ type: "signal", description: { type: "offer", sdp: "v=0" } });
  });

  test("[SIG12] a page opened as localhost is told the LAN address, or PUBLIC_URL where it is set", async () => {
    const host = await Client.open();
    expect((await host.say({ type: "create" }).hear())["publicUrl"]).toBe(`http://192.168.1.5:${app.port}`);
    await app.stop();
    app = await start({ PUBLIC_URL: "https://share.example" });
    const other = await Client.open();
    expect((await other.say({ type: "create" }).hear())["publicUrl"]).toBe("https://share.example");
  });

  test("[SIG7] an unused code expires by the server's own clock", async () => {
    const host = await Client.open();
    const { expiresInMs } = await host.say({ type: "create" }).hear();
    clock.advance(Number(expiresInMs) + 1_000);
    expect(await host.hear()).toEqual({ type: "expired" });
  });

  test("[SIG8] a browser that vanishes is reported to its peer", async () => {
    const host = await Client.open();
    const { code } = await host.say({ type: "create" }).hear();
    const guest = await Client.open();
    await guest.say({ type: "join", code }).hear();
    (guest.socket as WebSocket & { terminate(): void }).terminate(); // no close frame: the line just drops
    expect(await host.hear()).toEqual({ type: "peer-joined" });
    expect(await host.hear()).toEqual({ type: "peer-left" });
  });

  test("[SIG3] a frame over the limit is refused, one far over it closes with 1009", async () => {
    const browser = await Client.open();
    browser.socket.send("x".repeat(65_537));
    expect(await browser.hear()).toMatchObject({ type: "error", code: "too-large" });
    browser.socket.send("x".repeat(1_048_577));
    // Bun's own client reports the close that it saw on the wire.
    expect([1006, 1009]).toContain((await browser.closed).code);
    expect((await get("/health")).status).toBe(200);
  });

  test("[SIG2] a binary frame is refused", async () => {
    const browser = await Client.open();
    browser.socket.send(new Uint8Array([1, 2, 3]));
    expect(await browser.hear()).toMatchObject({ type: "error", code: "bad-message" });
  });

  test(`[SIG2] 3,000 random frames get an answer each and the server lives, seed ${SEED}`, async () => {
    const random = new SeededRandom(SEED);
    const browser = await Client.open();
    for (let i = 0; i < 3_000; i++) {
      const bytes = random.bytes(random.below(40));
      browser.socket.send(random.below(2) === 0 ? bytes : bytes.toBase64());
    }
    for (let i = 0; i < 3_000; i++) expect(await browser.hear()).toMatchObject({ type: "error" });
    expect(await browser.say({ type: "ping" }).hear()).toEqual({ type: "pong" });
    expect(log.lines).toEqual([]);
  });

  test("[HTTP1] stopping closes sockets and frees the port", async () => {
    const browser = await Client.open();
    await app.stop();
    await browser.closed;
    expect(fetch(`http://127.0.0.1:${app.port}/health`)).rejects.toThrow();
    app = await start();
  });
});

test("[HTTP6] a port in use is an error at start, not a shared port", async () => {
  expect(start({ PORT: String(app.port) })).rejects.toThrow(expect.objectContaining({ code: "EADDRINUSE" }));
});
