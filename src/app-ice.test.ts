import { afterEach, expect, test } from "bun:test";
import type { IceServer } from "#protocol/signaling/messages.ts";
import { parseTurnUsername, turnPassword } from "#protocol/turn/credentials.ts";
import { cryptoHash } from "./adapters/crypto-hash.ts";
import { type Message, TestApp } from "./testing/test-app.ts";

const TTL_MS = 60_000;
const SWEEP_MS = 1_000;
const SECRET = "north of the river";
const SETTINGS = {
  TURN_ENABLED: "off",
  TURN_SECRET: SECRET,
  TURN_CREDENTIAL_TTL: "1m",
  ICE_SERVERS: '[{"urls":"turn:coturn.example"}]',
};

let app: TestApp | undefined;

afterEach(async () => {
  await app?.remove();
  app = undefined;
});

function onlyServer(message: Message): IceServer {
  const [server, ...others] = message["iceServers"] as IceServer[];
  if (!server || others.length > 0) throw new Error(`not one ICE server in ${JSON.stringify(message)}`);
  return server;
}

test("[SIG23] credentials for an external relay work for TURN_CREDENTIAL_TTL, and are replaced in half of it", async () => {
  app = await TestApp.start(SETTINGS);
  const host = await app.open();
  const { urls, username = "", credential } = onlyServer(await host.ask({ type: "create" }));
  expect(urls).toBe("turn:coturn.example");
  expect(credential).toBe(turnPassword(cryptoHash, SECRET, username));
  expect(parseTurnUsername(username)?.expiresAt).toBe(app.clock.wall() + TTL_MS);
  app.clock.advance(TTL_MS / 2 - 1);
  expect(await host.ask({ type: "ping" })).toEqual({ type: "pong" });
  app.clock.advance(1 + SWEEP_MS);
  const next = onlyServer(await host.hear("ice-servers"));
  expect(next.credential).toBe(turnPassword(cryptoHash, SECRET, next.username ?? ""));
  expect(parseTurnUsername(next.username ?? "")?.expiresAt).toBeGreaterThanOrEqual(
    app.clock.wall() + TTL_MS - SWEEP_MS,
  );
  expect(next.username).not.toBe(username);
});

test("[SIG23] both peers of a session have its id for a name at the relay", async () => {
  app = await TestApp.start(SETTINGS);
  const [host, guest] = await app.pair();
  for (const { place } of [host, guest]) {
    const { username = "" } = onlyServer(place as Message);
    expect(parseTurnUsername(username)?.group).toBe(place?.["sessionId"] as string);
  }
});
