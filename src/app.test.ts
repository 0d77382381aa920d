import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { ListenError } from "./listen-error.ts";
import { TestApp } from "./testing/test-app.ts";

const DROPPED = [
  "NotStun",
  "Malformed",
  "Unexpected",
  "NoAllocation",
  "NoChannel",
  "NoPermission",
  "NoPeer",
  "Bandwidth",
  "RateLimited",
  "Amplification",
  "Congested",
];

let app: TestApp;

beforeEach(async () => {
  app = await TestApp.start();
});

afterEach(() => app.remove());

describe("over HTTP", () => {
  test("[HTTP1] /health says ok with version and uptime", async () => {
    app.clock.advance(61_500);
    const response = await app.get("/health");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok", version: "9.9.9", uptimeSeconds: 61 });
  });

  test("[HTTP2] /stats counts, in numbers alone, and names no session", async () => {
    await app.pair();
    await (await app.open()).ask({ type: "create" });
    const [host] = await app.pair();
    host.drop();
    const lost = await app.open();
    for (const message of [{ type: "join", code: "000000" }, { type: "ping" }]) await lost.ask(message);
    expect(await app.stats()).toEqual({
      sessions: 3,
      waiting: 1,
      peers: 5,
      away: 1,
      sockets: 5,
      sharedAddressSockets: 0,
      slowSockets: 0,
      silentSockets: 0,
      devices: 0,
      invitations: 0,
      limited: 0,
      wrongCodes: 1,
      joinDelayMs: 0,
      waitingJoins: 0,
      untrustedProxy: 0,
      uptimeSeconds: 0,
      relayAllocations: 0,
      relayConnections: 0,
      relayMessages: 0,
      relayBytes: 0,
      ...Object.fromEntries(DROPPED.map((reason) => [`relayDropped${reason}`, 0])),
    });
  });

  test("[SIG17] /stats tells how long the next try of a code would wait", async () => {
    await app.remove();
    app = await TestApp.start({ RATE_LIMIT_GLOBAL_MISSES: "10/10s" });
    await (await app.open()).ask({ type: "join", code: "000000" });
    expect(await app.stats()).toMatchObject({ wrongCodes: 1, joinDelayMs: 1_000 });
  });

  test("[HTTP3] the page is revalidated, its assets are kept, both name no other host", async () => {
    const page = await app.get("/");
    expect(await page.text()).toContain("the page");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const asset = await app.get("/assets/main-abc.js");
    expect(asset.headers.get("cache-control")).toContain("immutable");
    const others = await Promise.all(
      ["/icon.svg", "/none", "/stats", "/health", "/ws"].map((p) => app.get(p)),
    );
    for (const { headers } of [page, asset, ...others]) {
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("content-security-policy")).not.toContain("http");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("permissions-policy")).toContain("camera=(self)"); // to scan codes (FLOW2)
    }
  });

  test("[PAGE15] pictures and videos of the page's own may be shown, and nothing may be embedded", async () => {
    const policy = (await app.get("/")).headers.get("content-security-policy")?.split("; ") ?? [];
    expect(policy).toContain("media-src blob:");
    expect(policy.find((rule) => rule.startsWith("img-src"))).toContain("blob:");
    expect(policy.filter((rule) => /^(object|script)-src.*blob:/.test(rule))).toEqual([]);
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
    const response = await app.get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe("Not found.\n");
  });

  test("[HTTP5] a plain request for the socket is told what is expected", async () => {
    const response = await app.get("/ws");
    expect(response.status).toBe(426);
    expect(response.headers.get("upgrade")).toBe("websocket");
  });

  test("[HTTP6] a port in use is an error at start, not a shared port", async () => {
    const second = await TestApp.start({ PORT: String(app.port) }).catch((error: unknown) => error);
    expect(second).toBeInstanceOf(ListenError);
    expect(second).toMatchObject({ setting: "PORT", port: app.port, isInUse: true });
  });

  test("[HTTP6] nor is the relay's", async () => {
    const port = app.relay?.port ?? 0;
    const second = await TestApp.start({ TURN_PORT: String(port) }).catch((error: unknown) => error);
    expect(second).toMatchObject({ setting: "TURN_PORT", port, isInUse: true });
    // What was opened before the failure is closed again.
    await app.stop();
    const third = await TestApp.start({ TURN_PORT: String(port) });
    expect(third.relay?.port).toBe(port);
    await third.remove();
  });

  test("[HTTP1] stopping closes sockets with their reason and frees the port", async () => {
    const [host, guest] = await app.pair();
    await app.stop();
    for (const { closed } of [host, guest]) expect(await closed).toMatchObject({ code: 1001 });
    await expect(app.get("/health")).rejects.toThrow();
    const again = await TestApp.start({ PORT: String(app.port) });
    expect((await again.get("/health")).status).toBe(200);
    await again.remove();
  });

  test("[HTTP7] one that is told to stop says so for a second, and its browsers come back to the next one", async () => {
    const [host] = await app.pair();
    const { relay } = app;
    const stopped = app.stopGracefully();
    expect(await host.closed).toMatchObject({ code: 1001 });
    expect((await app.get("/health")).status).toBe(503);
    const refused = await fetch(`http://127.0.0.1:${app.port}/ws`, { headers: { Upgrade: "websocket" } });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(relay?.port).toBeGreaterThan(0);
    for (let look = 0; look < 2; look++) {
      app.clock.advance(500);
      await new Promise(setImmediate);
    }
    await stopped;
    await expect(app.get("/health")).rejects.toThrow();
  });
});
