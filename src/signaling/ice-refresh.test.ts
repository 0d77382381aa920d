import { beforeEach, describe, expect, test } from "bun:test";
import { type TestBrowser, TestSignaling } from "../testing/test-signaling.ts";

const FRESH_MS = 900_000;
const GRACE_MS = 120_000;

let server: TestSignaling;
let alice: TestBrowser;
let bob: TestBrowser;
/** Lists that were made. */
let made: number;

function makeServer(
  options: { iceServersFreshMs?: number } = { iceServersFreshMs: FRESH_MS },
): TestSignaling {
  return new TestSignaling({
    ttlMs: 86_400_000,
    graceMs: GRACE_MS,
    iceServers: ([host], sessionId) => [
      { urls: `turn:${host}`, username: sessionId, credential: String(++made) },
    ],
    ...options,
  });
}

/** What the list with this number must be. */
const list = (number: number) => [
  { urls: "turn:nas.local", username: alice.latest("created").sessionId, credential: String(number) },
];

/** The numbers of the lists that were pushed to this browser. */
const pushed = ({ heard }: TestBrowser) =>
  heard.flatMap((message) =>
    message.type === "ice-servers" ? Number(message.iceServers[0]?.credential) : [],
  );

beforeEach(async () => {
  made = 0;
  server = makeServer();
  [alice, bob] = [server.browser(), server.browser()];
  await alice.say({ type: "create" });
  await bob.say({ type: "join", code: alice.latest("created").code });
});

describe("ICE servers", () => {
  test("[SIG23] are made for each peer of a session, and only for peers that have a place", async () => {
    expect(alice.latest("created").iceServers).toEqual(list(1));
    expect(bob.latest("joined").iceServers).toEqual(list(2));
    const carol = server.browser();
    for (const message of [
      { type: "ping" },
      { type: "join", code: "000000" },
      { type: "resume", sessionId: "0".repeat(32), resumeToken: "0".repeat(32) },
      { type: "leave" },
    ]) {
      await carol.say(message);
    }
    await server.pass(10 * FRESH_MS);
    expect(JSON.stringify(carol.heard)).not.toContain("turn:");
  });

  test("[SIG23] are made anew for every peer that is here, each time they are no longer good", async () => {
    await server.pass(FRESH_MS - 1);
    expect([pushed(alice), pushed(bob)]).toEqual([[], []]);
    await server.pass(1);
    expect(alice.last()).toEqual({ type: "ice-servers", iceServers: list(3) });
    expect([pushed(alice), pushed(bob)]).toEqual([[3], [4]]);
    await server.pass(FRESH_MS);
    expect([pushed(alice), pushed(bob)]).toEqual([
      [3, 5],
      [4, 6],
    ]);
  });

  test("[SIG23] come with the answer to resume, and are good from then on", async () => {
    await server.pass(FRESH_MS / 2);
    await bob.drop();
    const { sessionId, resumeToken } = bob.latest("joined");
    const again = await server.browser().say({ type: "resume", sessionId, resumeToken });
    expect(again.heard).toEqual([{ type: "resumed", peer: "here", iceServers: list(3) }]);
    await server.pass(FRESH_MS / 2);
    expect([pushed(alice), pushed(again), pushed(bob)]).toEqual([[4], [], []]);
    await server.pass(FRESH_MS / 2);
    expect([pushed(again), pushed(bob)]).toEqual([[5], []]);
  });

  test("[SIG23] come with joined where a session is restored", async () => {
    const { sessionId, resumeToken } = alice.latest("created");
    server = makeServer();
    const again = await server.browser().say({ type: "restore", sessionId, resumeToken, role: "sender" });
    expect(again.latest("joined").iceServers).toEqual(list(3));
  });

  test.each([
    ["has left", () => bob.say({ type: "leave" })],
    ["has closed its socket", () => bob.close()],
    ["is away", () => bob.drop()],
    [
      "has its place on a newer socket",
      async () => {
        const { sessionId, resumeToken } = bob.latest("joined");
        const newer = await server.browser().say({ type: "resume", sessionId, resumeToken });
        await newer.close();
      },
    ],
    ["has lost its session", () => alice.close()],
  ])("[SIG23] are no longer made for a peer that %s", async (_, end) => {
    await end();
    await server.pass(FRESH_MS);
    expect(pushed(bob)).toEqual([]);
    await alice.close();
    await bob.close();
    expect(server.ports.iceRefresh.size).toBe(0);
  });

  test("[SIG23] are not made anew where nothing in them runs out", async () => {
    server = makeServer({});
    const carol = await server.browser().say({ type: "create" });
    await server.pass(20 * FRESH_MS);
    expect(carol.heard).toHaveLength(1);
    expect(server.ports.iceRefresh.size).toBe(0);
  });
});
