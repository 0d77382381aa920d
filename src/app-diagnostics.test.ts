import { afterEach, expect, test } from "bun:test";
import * as v from "valibot";
import { ServerFacts } from "#protocol/diagnostics/server-facts.ts";
import { FakeCertificates } from "./testing/certificates.ts";
import { TestApp } from "./testing/test-app.ts";

let app: TestApp;

afterEach(() => app.remove());

async function factsOf(headers: Record<string, string> = {}): Promise<ServerFacts> {
  const response = await fetch(`http://127.0.0.1:${app.port}/diagnostics/server`, { headers });
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("access-control-allow-origin")).toBeNull();
  return v.parse(ServerFacts, await response.json());
}

test("[DIAG1] GET /diagnostics answers with the page", async () => {
  app = await TestApp.start();
  const response = await app.get("/diagnostics");
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await response.text()).toContain("the page");
});

test("[DIAG2] the server tells who asks what it knows of them and of itself", async () => {
  app = await TestApp.start({ PUBLIC_URL: "https://share.example", EXTERNAL_HOST: "relay.example" });
  expect(await factsOf()).toEqual({
    version: "9.9.9",
    address: { ip: "127.0.0.1", kind: "own" },
    host: `127.0.0.1:${app.port}`,
    inContainer: false,
    publicUrl: "https://share.example",
    https: null,
    relay: { port: app.relay?.port ?? 0, tlsPort: null, host: "relay.example" },
    mdnsName: null,
    limits: {
      countedBy: "address",
      sockets: 1_000,
      connections: { count: 600, periodMs: 60_000 },
      creates: { count: 300, periodMs: 60_000 },
      joins: { count: 300, periodMs: 60_000 },
      misses: { count: 10, periodMs: 600_000 },
      messages: { count: 3_000, periodMs: 10_000 },
      joinDelayMs: 0,
    },
  });
});

test("[DIAG2] nothing of it is secret, or about anybody else", async () => {
  const secret = "kept from everybody";
  app = await TestApp.start({ TURN_SECRET: secret });
  const [host] = await app.pair({ "X-Forwarded-For": "203.0.113.7" });
  const text = JSON.stringify(await factsOf());
  for (const hidden of [
    secret,
    "203.0.113.7",
    String(host.place?.["sessionId"]),
    String(host.place?.["code"]),
  ]) {
    expect(text).not.toContain(hidden);
  }
});

test("[DIAG2] a server with TLS tells where its https and its relay over TLS are", async () => {
  app = await TestApp.start({}, {}, new FakeCertificates());
  expect(await factsOf()).toMatchObject({
    https: { port: app.httpsPort, localCa: false },
    relay: { tlsPort: app.relay?.tlsPort },
  });
});

test("[DIAG3] a proxy that TRUST_PROXY does not name is told, one that it names tells the address", async () => {
  const headers = { "X-Forwarded-For": "203.0.113.7" };
  app = await TestApp.start();
  expect(await factsOf(headers)).toMatchObject({
    address: { ip: "127.0.0.1", kind: "untrusted-proxy" },
    limits: { countedBy: "connection" },
  });
  await app.remove();
  app = await TestApp.start({ TRUST_PROXY: "1", TURN_ENABLED: "off", RATE_LIMIT_MISSES: "off" });
  expect(await factsOf(headers)).toMatchObject({
    address: { ip: "203.0.113.7", kind: "forwarded" },
    relay: null,
    limits: { countedBy: "address", misses: null },
  });
});
