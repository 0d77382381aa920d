import { afterEach, describe, expect, test } from "bun:test";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPair } from "./adapters/read-pair.ts";
import { ListenError } from "./listen-error.ts";
import type { TlsPair } from "./ports/certificate.ts";
import { FakeCertificates, makePair, NOW } from "./testing/certificates.ts";
import { FakeClock } from "./testing/fake-clock.ts";
import { MemoryLog } from "./testing/memory-log.ts";
import { TestApp, TestSocket } from "./testing/test-app.ts";
import { serialOf, TlsConnection } from "./testing/tls-connection.ts";
import { FileCertificate } from "./tls/file-certificate.ts";

/** Longer than a listener that was replaced stays open. */
const FINISHED_MS = 10_000;

const FLOOD = join(import.meta.dir, "testing", "tls-flood.ts");

const apps: TestApp[] = [];
const processes: Bun.Subprocess[] = [];
let certificates: FakeCertificates;

afterEach(async () => {
  for (const process of processes.splice(0)) process.kill();
  for (const app of apps.splice(0)) await app.remove();
});

async function start(env: Record<string, string> = {}): Promise<TestApp> {
  certificates = new FakeCertificates();
  const app = await TestApp.start(env, {}, certificates);
  apps.push(app);
  return app;
}

async function open(app: TestApp): Promise<TestSocket> {
  const socket = new TestSocket(`wss://127.0.0.1:${app.httpsPort}/ws`, {}, { rejectUnauthorized: false });
  await socket.opened;
  return socket;
}

function ask(app: TestApp, path: string): Promise<Response> {
  return fetch(`https://127.0.0.1:${app.httpsPort}${path}`, { tls: { rejectUnauthorized: false } });
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let text = "";
  for await (const part of stream) {
    text += Buffer.from(part).toString();
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    yield* lines;
  }
}

describe("https beside http", () => {
  test("[TLS1] gives the same answers, and http goes on as it was", async () => {
    const app = await start();
    for (const path of ["/", "/icon.svg", "/assets/main-abc.js", "/health", "/nowhere"]) {
      const [plain, secure] = [await app.get(path), await ask(app, path)];
      expect(secure.status).toBe(plain.status);
      expect(await secure.text()).toBe(await plain.text());
      expect(secure.headers.has("strict-transport-security")).toBe(false);
      expect(plain.redirected).toBe(false);
    }
  });

  test("[TLS1] has signaling, so that a device of either kind joins one of the other", async () => {
    const app = await start();
    const [host, guest] = [await open(app), await app.open()];
    const { code } = await host.ask({ type: "create" });
    expect((await guest.ask({ type: "join", code })).type).toBe("joined");
    await host.hear("peer-joined");
    host.socket.close();
  });

  test("[TLS1] limits clients by the address from which they have come", async () => {
    const app = await start({ RATE_LIMIT_CONNECTIONS: "1/1h" });
    const socket = await open(app);
    expect(open(app)).rejects.toThrow("refused");
    expect((await app.stats())["limited"]).toBe(1);
    socket.socket.close();
  });

  test("[TLS14] with an authority of its own leads others to http, and else to where the sender is", async () => {
    const app = await start();
    const sender = await open(app);
    expect((await sender.ask({ type: "create" }))["publicUrl"]).toBe(`https://192.168.1.5:${app.httpsPort}`);
    const authority = { name: "Tests", fingerprint: "AA", der: new Uint8Array(), pem: "" };
    const own = await TestApp.start({}, {}, new FakeCertificates(makePair(), authority));
    apps.push(own);
    const other = await open(own);
    expect((await other.ask({ type: "create" }))["publicUrl"]).toBe(`http://192.168.1.5:${own.port}`);
    for (const { socket } of [sender, other]) socket.close();
  });

  test("[TLS1] is nowhere while TLS is off", async () => {
    const app = await TestApp.start();
    apps.push(app);
    expect(app.httpsPort).toBe(0);
    expect(app.relay?.tlsPort).toBeUndefined();
  });

  test.each([
    ["PORT", (app: TestApp) => app.port],
    ["HTTPS_PORT", (app: TestApp) => app.httpsPort],
    ["TURN_TLS_PORT", (app: TestApp) => app.relay?.tlsPort ?? 0],
  ])("[TLS2] a second server on its %s fails at once", async (setting, portOf) => {
    const app = await start();
    const error = await start({ [setting]: String(portOf(app)) }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ListenError);
    expect(error).toMatchObject({ setting, port: portOf(app), isInUse: true });
    expect((await ask(app, "/health")).status).toBe(200);
  });
});

describe("a renewed certificate", () => {
  test("[TLS3] is what new connections get, while open WebSockets and running requests go on", async () => {
    const app = await start();
    const old = serialOf(certificates.pair);
    const size = 16_777_216;
    writeFileSync(join(app.clientDirectory, "icon.svg"), "x".repeat(size));
    const [host, guest] = [await open(app), await open(app)];
    const { code } = await host.ask({ type: "create" });
    const download = new TlsConnection(app.httpsPort);
    expect(await download.opened).toBe(old);
    download.say("GET /icon.svg HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await download.hear((text) => text.startsWith("HTTP/1.1 200"));
    download.socket.pause();

    const renewed = serialOf(certificates.renew());
    const during = new TlsConnection(app.httpsPort);
    expect(await during.opened).toBe(renewed);
    app.clock.advance(FINISHED_MS);
    const after = new TlsConnection(app.httpsPort);
    expect(await after.opened).toBe(renewed);

    expect((await guest.ask({ type: "join", code })).type).toBe("joined");
    await host.hear("peer-joined");
    expect(download.received).toBeLessThan(size);
    download.socket.resume();
    await download.hear((text) => text.length > size);
    for (const connection of [download, during, after]) connection.end();
    for (const { socket } of [host, guest]) socket.close();
  });

  test("[TLS3] loses none of the connections that another process makes without a pause", async () => {
    const app = await start();
    const flood = Bun.spawn([process.execPath, FLOOD, String(app.httpsPort), "8"], {
      stdin: "pipe",
      stdout: "pipe",
    });
    processes.push(flood);
    const lines = linesOf(flood.stdout);
    expect(await lines.next()).toMatchObject({ value: `seen ${serialOf(certificates.pair)}` });
    for (let renewals = 0; renewals < 3; renewals++) {
      const serial = serialOf(certificates.renew());
      // By then whatever the old listener has taken is through, which in the product is a matter of time.
      expect(await lines.next()).toMatchObject({ value: `seen ${serial}` });
      app.clock.advance(FINISHED_MS);
    }
    flood.stdin.end();
    const { value } = await lines.next();
    const { made, failed } = JSON.parse(value ?? "");
    expect(made).toBeGreaterThan(8 * 4);
    expect(failed).toBe(0);
    await flood.exited;
  }, 30_000);

  test("[TLS3] comes from files, also behind a link that is turned to another folder", async () => {
    const folder = mkdtempSync(join(tmpdir(), "p2p-share-certificates-"));
    const put = (name: string, pair: TlsPair) => {
      mkdirSync(join(folder, name));
      for (const part of ["cert", "key"] as const) writeFileSync(join(folder, name, part), pair[part]);
      symlinkSync(name, join(folder, "next"));
      renameSync(join(folder, "next"), join(folder, "live")); // at once, as Kubernetes does
      return serialOf(pair);
    };
    const clock = new FakeClock(NOW);
    const old = put("one", makePair());
    const files = { certFile: join(folder, "live", "cert"), keyFile: join(folder, "live", "key") };
    const readFile = (path: string) => readFileSync(path, "utf8");
    const certificate = FileCertificate.open(files, { clock, log: new MemoryLog(), readPair, readFile });
    const app = await TestApp.start({}, { clock }, certificate);
    apps.push(app);
    const [before, renewed] = [new TlsConnection(app.httpsPort), put("two", makePair())];
    expect(await before.opened).toBe(old);
    clock.advance(FINISHED_MS);
    const after = new TlsConnection(app.httpsPort);
    expect(await after.opened).toBe(renewed);
    for (const connection of [before, after]) connection.end();
    rmSync(folder, { recursive: true });
  });

  test("[TLS3] that comes right after another one is used as soon as that is through", async () => {
    const app = await start();
    const serial = async () => {
      const connection = new TlsConnection(app.httpsPort);
      const shown = await connection.opened;
      connection.end();
      return shown;
    };
    const [first = "", , third = ""] = [1, 2, 3].map(() => serialOf(certificates.renew()));
    expect(await serial()).toBe(first);
    app.clock.advance(FINISHED_MS);
    expect(await serial()).toBe(third);
    app.clock.advance(FINISHED_MS);
    expect(await serial()).toBe(third);
  });

  test("[TLS3] leaves nothing behind when the server stops", async () => {
    const app = await start();
    const [before, port] = [await open(app), app.httpsPort];
    certificates.renew();
    app.clock.advance(FINISHED_MS);
    certificates.renew();
    const after = await open(app);
    await app.stop();
    await Promise.all([before.closed, after.closed]);
    expect(await start({ HTTPS_PORT: String(port) })).toMatchObject({ httpsPort: port });
  });
});
