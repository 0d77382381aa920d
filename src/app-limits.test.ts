import { afterEach, describe, expect, test } from "bun:test";
import { CLOSE } from "#protocol/signaling/close-codes.ts";
import { RawSocket, type RawSocketOptions } from "./testing/raw-socket.ts";
import { TestApp } from "./testing/test-app.ts";

let app: TestApp;

afterEach(() => app.remove());

/** Asks for a WebSocket, notes the answer and ends it. */
async function ask(options: RawSocketOptions = {}): Promise<RawSocket> {
  const socket = await RawSocket.ask(app.port, options);
  socket.end();
  return socket;
}

const statusOf = async (options?: RawSocketOptions) => (await ask(options)).status;

describe("a page's origin", () => {
  test.each(["/ws", "/"])(
    "[SIG21] on %s another site's is refused with 403, our own and none are not",
    async (path) => {
      app = await TestApp.start({ PUBLIC_URL: "https://share.example" });
      const own = `http://127.0.0.1:${app.port}`;
      const statuses = new Map<string, number>();
      for (const Origin of ["https://evil.example", "null", own, "https://share.example"]) {
        statuses.set(Origin, await statusOf({ path, headers: { Origin } }));
      }
      expect(Object.fromEntries(statuses)).toEqual({
        "https://evil.example": 403,
        null: 403,
        [own]: 101,
        "https://share.example": 101,
      });
      expect(await statusOf({ path })).toBe(101);
    },
  );

  test("[SIG21] that is refused does not count as a connection, and its answer has the security headers", async () => {
    app = await TestApp.start({ RATE_LIMIT_CONNECTIONS: "1/1m" });
    for (let i = 0; i < 3; i++) {
      const { status, headers } = await ask({ headers: { Origin: "https://evil.example" } });
      expect([status, headers.get("x-content-type-options")]).toEqual([403, "nosniff"]);
    }
    expect(await statusOf()).toBe(101);
  });
});

describe("connections", () => {
  test("[SIG16] over the limit are refused with 429 and Retry-After, also after the others have gone", async () => {
    app = await TestApp.start({ RATE_LIMIT_CONNECTIONS: "3/1m" });
    for (let i = 0; i < 3; i++) expect(await statusOf()).toBe(101);
    const { status, headers } = await ask();
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(headers.get("retry-after"))).toBeLessThanOrEqual(60);
    expect(await statusOf({ path: "/" })).toBe(429);
    expect(await statusOf({ from: "127.0.0.2" })).toBe(101);
    expect((await app.get("/")).status).toBe(200); // the page itself is not limited
    expect(await app.stats()).toMatchObject({ limited: 2 });
    expect(app.audited.filter((line) => line.startsWith("refused"))).toEqual(
      Array(2).fill("refused 127.0.0.1"),
    );
  });

  test("[SIG16] of one client at a time are limited too, and there is room again when one goes", async () => {
    app = await TestApp.start({ MAX_CLIENT_SOCKETS: "2" });
    const [first] = [await app.open(), await app.open()];
    expect((await ask()).headers.get("retry-after")).toBe("30");
    expect(await statusOf()).toBe(429);
    expect(await statusOf({ from: "127.0.0.2" })).toBe(101);
    first.socket.close();
    await first.closed;
    expect(await statusOf()).toBe(101);
  });

  test("[SIG16] wrong codes are remembered over a reconnect", async () => {
    app = await TestApp.start({ RATE_LIMIT_MISSES: "2/10m" });
    for (const answer of ["unknown-code", "unknown-code", "rate-limited"]) {
      const socket = await app.open();
      expect(await socket.ask({ type: "join", code: "000000" })).toMatchObject({ code: answer });
      socket.socket.close();
      await socket.closed;
    }
  });

  test("[SIG16] a browser that floods is closed with 1008, and another client is not concerned", async () => {
    app = await TestApp.start({ RATE_LIMIT_MESSAGES: "20/1h" });
    const flooder = await app.open();
    for (let i = 0; i < 200; i++) flooder.say({ type: "ping" });
    expect(await flooder.closed).toMatchObject({ code: CLOSE.policy, reason: "too many messages" });
    const heard: string[] = [];
    for (let i = 0; i < 21; i++) heard.push((await flooder.hear()).type);
    expect(heard).toEqual([...Array(20).fill("pong"), "error"]);
    const neighbour = await RawSocket.ask(app.port, { from: "127.0.0.2" });
    neighbour.say({ type: "create" });
    expect(await app.open().then((socket) => socket.ask({ type: "ping" }))).toMatchObject({
      code: "rate-limited",
    });
    expect(await app.stats()).toMatchObject({ sessions: 1 });
    neighbour.end();
  });
});

describe("X-Forwarded-For", () => {
  const from = (address: string) => ({ headers: { "X-Forwarded-For": address } });

  test("[SIG16] is believed from a proxy that TRUST_PROXY names", async () => {
    for (const trust of ["1", "127.0.0.0/8"]) {
      app = await TestApp.start({ RATE_LIMIT_CONNECTIONS: "1/1m", TRUST_PROXY: trust });
      expect(await statusOf(from("203.0.113.1"))).toBe(101);
      expect(await statusOf(from("203.0.113.2"))).toBe(101);
      expect(await statusOf(from("203.0.113.1"))).toBe(429);
      expect(await statusOf(from("203.0.113.3, 203.0.113.1"))).toBe(429); // a made-up prefix does not help
      expect(app.audited).toContain("connected 203.0.113.2");
      if (trust === "1") await app.remove();
    }
  });

  test("[SIG16] is not believed otherwise", async () => {
    for (const trust of ["off", "10.0.0.0/8"]) {
      app = await TestApp.start({ RATE_LIMIT_CONNECTIONS: "1/1m", TRUST_PROXY: trust });
      const statuses: number[] = [];
      for (let i = 0; i < 22; i++) statuses.push(await statusOf(from(`203.0.113.${i}`)));
      // From a proxy on this machine twenty times one client's quota are allowed, to all of them together.
      expect(statuses).toEqual([...Array(20).fill(101), 429, 429]);
      expect(app.audited.join()).not.toContain("203.0.113");
      if (trust === "off") await app.remove();
    }
  });
});

describe("behind a container's gateway", () => {
  const network = { inContainer: true, gateway: "127.0.0.1", networks: [] };

  test("[SIG18] one bad connection is limited while another from the same address goes on", async () => {
    app = await TestApp.start({ RATE_LIMIT_MESSAGES: "20/1h", RATE_LIMIT_MISSES: "1/10m" }, { network });
    const bad = await app.open();
    const good = await app.open();
    expect(await app.stats()).toMatchObject({ sockets: 2, sharedAddressSockets: 2 });
    await bad.ask({ type: "join", code: "000000" });
    expect(await bad.ask({ type: "join", code: "000000" })).toMatchObject({ code: "rate-limited" });
    expect(await good.ask({ type: "join", code: "000000" })).toMatchObject({ code: "unknown-code" });
    for (let i = 0; i < 100; i++) bad.say({ type: "ping" });
    expect(await bad.closed).toMatchObject({ code: CLOSE.policy });
    expect(await good.ask({ type: "ping" })).toEqual({ type: "pong" });
    expect(await app.stats()).toMatchObject({ sockets: 1, sharedAddressSockets: 1 });
  });

  test("[SIG18] all connections together have twenty times one client's quota", async () => {
    app = await TestApp.start({ RATE_LIMIT_CREATES: "1/10m" }, { network });
    const answers: unknown[] = [];
    for (let i = 0; i < 22; i++) {
      const socket = await app.open();
      answers.push((await socket.ask({ type: "create" }))["type"]);
    }
    expect(answers).toEqual([...Array(20).fill("created"), "error", "error"]);
  });

  test("[SIG18] who guesses on ever new connections does not lock out the others", async () => {
    app = await TestApp.start({ RATE_LIMIT_MISSES: "1/10m" }, { network });
    const host = await app.open();
    const { code } = await host.ask({ type: "create" });
    for (let i = 0; i < 50; i++) {
      const bad = await app.open();
      for (const answer of ["unknown-code", "rate-limited"]) {
        expect(await bad.ask({ type: "join", code: code === "000000" ? "000001" : "000000" })).toMatchObject({
          code: answer,
        });
      }
    }
    expect(await (await app.open()).ask({ type: "join", code })).toMatchObject({ type: "joined" });
  });

  test("[SIG18] another address than the gateway's is a client's own", async () => {
    app = await TestApp.start({}, { network });
    const socket = await RawSocket.ask(app.port, { from: "127.0.0.2" });
    expect(await app.stats()).toMatchObject({ sockets: 1, sharedAddressSockets: 0 });
    socket.end();
  });
});
