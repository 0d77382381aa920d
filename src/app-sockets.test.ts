import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { CLOSE } from "#protocol/signaling/close-codes.ts";
import { TestApp, type TestSocket } from "./testing/test-app.ts";

const OFFER = { type: "signal", description: { type: "offer", sdp: "v=0" } } as const;
const HEARTBEAT_MS = 30_000;
const GRACE_MS = 120_000;
const SWEEP_MS = 1_000;

let app: TestApp;

beforeEach(async () => {
  app = await TestApp.start();
});

afterEach(() => app.remove());

/** Lets time pass and the server do what is due by then. */
async function pass(ms: number): Promise<void> {
  app.clock.advance(ms);
  await app.get("/health");
}

/** The browser says that it is there, and knows that the server has heard it. */
async function ping(socket: TestSocket): Promise<void> {
  expect(await socket.ask({ type: "ping" })).toEqual({ type: "pong" });
}

describe("over WebSocket", () => {
  test.each(["/ws", "/"])("[SIG1] %s takes two browsers from create to signal", async (path) => {
    const host = await app.open(path);
    const { code } = await host.ask({ type: "create" });
    const guest = await app.open(path);
    expect(await guest.ask({ type: "join", code })).toMatchObject({ type: "joined" });
    expect(await host.hear()).toEqual({ type: "peer-joined" });
    guest.say(OFFER);
    expect(await host.hear()).toEqual(OFFER);
  });

  test("[SIG1] a session made on one path can be joined on the other", async () => {
    const { code } = await (await app.open("/")).ask({ type: "create" });
    expect(await (await app.open("/ws")).ask({ type: "join", code })).toMatchObject({ type: "joined" });
  });

  test("[SIG12] a page opened as localhost is told the LAN address, or PUBLIC_URL where it is set", async () => {
    const host = await app.open();
    expect((await host.ask({ type: "create" }))["publicUrl"]).toBe(`http://192.168.1.5:${app.port}`);
    await app.remove();
    app = await TestApp.start({ PUBLIC_URL: "https://share.example" });
    const other = await app.open();
    expect((await other.ask({ type: "create" }))["publicUrl"]).toBe("https://share.example");
  });

  test("[SIG7] an unused code expires by the server's own clock, told within a second", async () => {
    await app.remove();
    app = await TestApp.start({ SESSION_TTL: "60s" });
    const host = await app.open();
    expect(await host.ask({ type: "create" })).toMatchObject({ expiresInMs: 60_000 });
    app.clock.advance(60_000 - 1);
    await ping(host);
    app.clock.advance(1 + SWEEP_MS);
    expect(await host.hear()).toEqual({ type: "expired" });
  });

  test("[SIG3] a frame over the limit is refused, one far over it closes with 1009", async () => {
    const browser = await app.open();
    browser.socket.send("x".repeat(65_537));
    expect(await browser.hear()).toMatchObject({ type: "error", code: "too-large" });
    browser.socket.send("x".repeat(1_048_576));
    expect(await browser.hear()).toMatchObject({ type: "error", code: "too-large" });
    browser.socket.send("x".repeat(1_048_577));
    // Bun's own client reports the close that it saw on the wire.
    expect([1006, CLOSE.tooBig]).toContain((await browser.closed).code);
    expect((await app.get("/health")).status).toBe(200);
  });

  test("[SIG2] a binary frame is refused, and the session goes on", async () => {
    const [host, guest] = await app.pair();
    host.socket.send(new Uint8Array([1, 2, 3]));
    expect(await host.hear()).toMatchObject({ type: "error", code: "bad-message" });
    host.say(OFFER);
    expect(await guest.hear()).toEqual(OFFER);
  });
});

describe("a socket that ends", () => {
  test.each([
    ["with code 1000", (socket: TestSocket) => socket.socket.close(1000)],
    ["as a page that is left does", (socket: TestSocket) => socket.socket.close(1001)],
    ["with code 1000 and a reason", (socket: TestSocket) => socket.socket.close(1000, "done")],
    ["without a code", (socket: TestSocket) => socket.socket.close()],
    ["after leave", (socket: TestSocket) => void socket.say({ type: "leave" })],
  ])("[SIG8] %s gives its place up: the other hears peer-left at once", async (_, end) => {
    const [host, guest] = await app.pair();
    end(guest);
    expect(await host.hear()).toEqual({ type: "peer-left" });
    expect(await app.stats()).toMatchObject({ sessions: 0, peers: 0 });
  });

  test.each([
    ["without a word", (socket: TestSocket) => socket.drop()],
    ["as its page is left", (socket: TestSocket) => socket.socket.close(3001)],
  ])("[SIG14] %s keeps its place for the grace, and the other hears peer-away", async (_, end) => {
    const [host, guest] = await app.pair();
    end(guest);
    expect(await host.hear()).toEqual({ type: "peer-away" });
    expect(await app.stats()).toMatchObject({ sessions: 1, peers: 2, away: 1, sockets: 1 });
    for (let ms = 0; ms < GRACE_MS; ms += HEARTBEAT_MS) {
      await ping(host);
      app.clock.advance(HEARTBEAT_MS);
    }
    expect(await host.hear()).toEqual({ type: "peer-left" });
    expect(await app.stats()).toMatchObject({ sessions: 0, peers: 0, away: 0 });
  });
});

describe("heartbeats", () => {
  test("[SIG10] who is silent for three intervals is closed with 4000 within a second, who pings is not", async () => {
    const [silent, alive] = await app.pair();
    for (let i = 1; i < 3; i++) {
      await pass(HEARTBEAT_MS);
      await ping(alive);
    }
    await pass(HEARTBEAT_MS - 1);
    expect(await app.stats()).toMatchObject({ sockets: 2, silentSockets: 0 });
    await pass(SWEEP_MS);
    expect(await silent.closed).toMatchObject({ code: CLOSE.silent, reason: "no heartbeat" });
    expect(await alive.hear()).toEqual({ type: "peer-away" });
    expect(await app.stats()).toMatchObject({ sockets: 1, silentSockets: 1, away: 1 });
    const again = await app.open();
    expect(await again.ask(silent.resume())).toMatchObject({ type: "resumed", peer: "here" });
  });

  test("[SIG10] anything that a browser says counts, also nonsense", async () => {
    const browser = await app.open();
    for (let i = 0; i < 8; i++) {
      await pass(HEARTBEAT_MS);
      if (i % 2 === 0) browser.socket.send("nonsense");
      else browser.socket.send(new Uint8Array(1));
      expect(await browser.hear()).toMatchObject({ code: "bad-message" });
    }
    expect(await app.stats()).toMatchObject({ sockets: 1, silentSockets: 0 });
  });

  test("[SIG10] who connects and never says anything is closed too", async () => {
    const browser = await app.open();
    await pass(3 * HEARTBEAT_MS + SWEEP_MS);
    expect(await browser.closed).toMatchObject({ code: CLOSE.silent });
    expect(await app.stats()).toMatchObject({ sockets: 0 });
  });
});

describe("coming back", () => {
  test("[SIG13] on a second socket while the first one still seems alive: that one is closed with 4001", async () => {
    const [host, guest] = await app.pair();
    const again = await app.open();
    expect(await again.ask(guest.resume())).toMatchObject({ type: "resumed", peer: "here" });
    expect(await guest.closed).toMatchObject({ code: CLOSE.replaced });
    expect(await host.hear()).toEqual({ type: "peer-back" });
    host.say(OFFER);
    expect(await again.hear()).toEqual(OFFER);
    again.say(OFFER);
    expect(await host.hear()).toEqual(OFFER); // and no peer-away of the old socket before it
    expect(await app.stats()).toMatchObject({ sockets: 2, sessions: 1, peers: 2, away: 0 });
  });

  test("[SIG9] signals that were sent meanwhile follow the answer", async () => {
    const [host, guest] = await app.pair();
    guest.drop();
    await host.hear("peer-away");
    for (let connection = 0; connection < 5; connection++) host.say({ ...OFFER, connection });
    await ping(host);
    const again = await app.open();
    expect(await again.ask(guest.resume())).toMatchObject({ type: "resumed", peer: "here" });
    for (let connection = 0; connection < 5; connection++) {
      expect(await again.hear()).toEqual({ ...OFFER, connection });
    }
  });

  test("[SIG15] after a restart of the server the two restore their session", async () => {
    const [host, guest] = await app.pair();
    await app.stop();
    for (const { closed } of [host, guest]) expect((await closed).code).toBe(CLOSE.stopping);
    const old = app;
    app = await TestApp.start({ PORT: String(old.port) });
    const first = await app.open();
    expect(await first.ask(guest.resume())).toMatchObject({ code: "unknown-session" });
    const { sessionId } = guest.resume();
    const restore = { ...guest.resume(), type: "restore", role: "receiver" };
    expect(await first.ask(restore)).toMatchObject({ sessionId });
    const second = await app.open();
    expect(await second.ask(host.resume())).toMatchObject({ code: "unknown-session" });
    expect(await second.ask({ ...host.resume(), type: "restore", role: "sender" })).toMatchObject({
      sessionId,
    });
    expect(await first.hear()).toEqual({ type: "peer-joined" });
    second.say(OFFER);
    expect(await first.hear()).toEqual(OFFER);
    await old.remove();
  });
});

test("[SIG19] a fault of the server closes with 1011, is logged by name alone, and harms nobody else", async () => {
  await app.remove();
  let isBroken = false;
  app = await TestApp.start(
    {},
    {
      random: {
        bytes(length) {
          if (isBroken) throw new RangeError("with the code 123456 in it");
          return crypto.getRandomValues(new Uint8Array(length));
        },
      },
    },
  );
  const [host, guest] = await app.pair();
  isBroken = true;
  const victim = (await app.open()).say({ type: "create" });
  expect(await victim.closed).toMatchObject({ code: CLOSE.internal, reason: "internal error" });
  host.say(OFFER);
  expect(await guest.hear()).toEqual(OFFER);
  expect(app.log.lines.filter(({ level }) => level === "error")).toEqual([
    {
      level: "error",
      event: "signaling-fault",
      fields: { name: "RangeError", at: expect.stringMatching(/^src\/app-sockets\.test\.ts:\d+$/) },
    },
  ]);
});
