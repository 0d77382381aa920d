import { beforeEach, describe, expect, test } from "bun:test";
import { decodeServerMessage } from "#protocol/signaling/codec.ts";
import { settled, type TestBrowser, TestSignaling } from "../testing/test-signaling.ts";

const TTL_MS = 300_000;
const GRACE_MS = 120_000;
const OFFER = { type: "signal", description: { type: "offer", sdp: "v=0" } } as const;

let server: TestSignaling;
/** The sender's first line, and those of whom it serves. */
let alice: TestBrowser;
let bob: TestBrowser;
let carol: TestBrowser;

/** Alice has a code that admits so many. */
async function admitting(receivers = 3, maxSessions = 10): Promise<void> {
  server = new TestSignaling({ ttlMs: TTL_MS, graceMs: GRACE_MS, receivers, maxSessions });
  [alice, bob, carol] = [server.browser(), server.browser(), server.browser()];
  await alice.say({ type: "create" });
  await alice.say({ type: "admit", more: true });
}

const code = () => alice.latest("created").code;

/** The place that opened as somebody joined, taken on another line of the sender. */
async function nextOf(line: TestBrowser): Promise<TestBrowser> {
  const { next } = line.latest("peer-joined");
  if (!next) throw new Error("there is no next place");
  const { sessionId, resumeToken } = next;
  return server.browser().say({ type: "resume", sessionId, resumeToken });
}

beforeEach(() => admitting());

describe("a code for several devices", () => {
  test("[MANY2] the sender learns how many may join, and whether they do", async () => {
    expect(alice.latest("created").receivers).toBe(3);
    expect(alice.last()).toEqual({ type: "admits", more: true });
    await alice.say({ type: "admit", more: false });
    expect(alice.last()).toEqual({ type: "admits", more: false });
    await bob.say({ type: "join", code: code() });
    expect(alice.last()).toEqual({ type: "peer-joined" });
    await alice.say({ type: "admit", more: true });
    expect(alice.last()).toEqual({ type: "admits", more: false });
  });

  test("[MANY1] where one device is the most, nothing else can be had", async () => {
    await admitting(1);
    expect(alice.latest("created").receivers).toBe(1);
    expect(alice.last()).toEqual({ type: "admits", more: false });
  });

  test("[MANY1] who has no place, or came by a code, admits nobody", async () => {
    await carol.say({ type: "admit", more: true });
    expect(carol.last()).toEqual({ type: "admits", more: false });
    await alice.say({ type: "admit", more: false });
    await bob.say({ type: "join", code: code() });
    await bob.say({ type: "admit", more: true });
    expect(bob.last()).toEqual({ type: "admits", more: false });
    await carol.say({ type: "join", code: code() });
    expect(carol.last()).toMatchObject({ type: "error", code: "unknown-code" });
  });

  test("[MANY3] the next place comes with all that a place has, and the same code and end", async () => {
    const { expiresAt, sessionId, resumeToken } = alice.latest("created");
    server.clock.advance(1_000);
    await bob.say({ type: "join", code: code() });
    const { next } = alice.latest("peer-joined");
    expect(next).toEqual({
      code: code(),
      expiresAt,
      expiresInMs: TTL_MS - 1_000,
      publicUrl: null,
      receivers: 2,
      sessionId: expect.stringMatching(/^[0-9a-f]{32}$/) as never,
      resumeToken: expect.stringMatching(/^[0-9a-f]{32}$/) as never,
      graceMs: GRACE_MS,
      iceServers: [{ urls: "stun:nas.local:3478" }],
      chunkBytes: 65_536,
      heartbeatMs: 30_000,
      lanes: 4,
    });
    expect([sessionId, resumeToken]).not.toContain(next?.sessionId as never);
    expect(decodeServerMessage(JSON.stringify(alice.last()))).toEqual(alice.last() as never);
  });

  test("[MANY3] what who joins hears is what it has always been", async () => {
    await bob.say({ type: "join", code: code() });
    expect(bob.heard).toEqual([{ ...bob.latest("joined"), sessionId: alice.latest("created").sessionId }]);
    await carol.say({ type: "join", code: code() });
    expect(carol.heard.map(({ type }) => type)).toEqual(["joined", "peer-away"]);
    const line = await nextOf(alice);
    expect(line.last()).toMatchObject({ type: "resumed", peer: "here", next: { receivers: 1 } });
    expect(carol.last()).toEqual({ type: "peer-back" });
  });

  test("[MANY3] signals stay within each session, and wait for a sender that has not taken its place", async () => {
    await bob.say({ type: "join", code: code() });
    await carol.say({ type: "join", code: code() });
    await carol.say(OFFER);
    expect(alice.last()).toMatchObject({ type: "peer-joined" });
    const line = await nextOf(alice);
    expect(line.heard).toEqual([line.latest("resumed"), OFFER]);
    await bob.say(OFFER);
    expect(alice.last()).toEqual(OFFER);
    await line.say(OFFER);
    expect(carol.last()).toEqual(OFFER);
    expect(bob.heard).toHaveLength(1);
  });

  test("[MANY2] of many who send the code at the same moment as many get in as may", async () => {
    const all = Array.from({ length: 5 }, () => server.browser());
    for (const one of all) one.connection.receive(JSON.stringify({ type: "join", code: code() }));
    await settled();
    const joined = all.filter(({ heard }) => heard[0]?.type === "joined");
    expect(joined).toHaveLength(3);
    expect(new Set(joined.map((one) => one.latest("joined").sessionId)).size).toBe(3);
    for (const one of all)
      if (!joined.includes(one)) expect(one.last()).toMatchObject({ code: "unknown-code" });
  });

  test("[MANY3] a sender whose line is lost as somebody joins hears of its next place with its return", async () => {
    await alice.drop();
    await bob.say({ type: "join", code: code() });
    const { sessionId, resumeToken } = alice.latest("created");
    const back = await server.browser().say({ type: "resume", sessionId, resumeToken });
    expect(back.heard).toMatchObject([
      { type: "resumed", peer: "here", next: { code: code(), receivers: 2 } },
    ]);
  });

  test("[MANY3] who joined hears nothing of the next place, also not with its return", async () => {
    await bob.say({ type: "join", code: code() });
    const { sessionId, resumeToken } = bob.latest("joined");
    const back = await server.browser().say({ type: "resume", sessionId, resumeToken });
    expect(back.heard).toMatchObject([{ type: "resumed", peer: "here" }]);
    expect(back.latest("resumed").next).toBeUndefined();
  });

  test.each([
    ["leave", (line: TestBrowser) => line.say({ type: "leave" })],
    ["the end of its socket", (line: TestBrowser) => line.close()],
  ])("[MANY4] %s on the next place closes the code, and who joined notices nothing", async (_, end) => {
    await bob.say({ type: "join", code: code() });
    await end(await nextOf(alice));
    await carol.say({ type: "join", code: code() });
    expect(carol.last()).toMatchObject({ type: "error", code: "unknown-code" });
    await bob.say(OFFER);
    expect(alice.last()).toEqual(OFFER);
    expect(bob.heard).toHaveLength(1);
  });

  test("[MANY5] who leaves touches nobody else, on either side", async () => {
    await bob.say({ type: "join", code: code() });
    const line = await nextOf(alice);
    await carol.say({ type: "join", code: code() });
    await bob.say({ type: "leave" });
    expect(alice.last()).toEqual({ type: "peer-left" });
    await carol.say(OFFER);
    expect(line.last()).toEqual(OFFER);
    await alice.close();
    expect(carol.heard.map(({ type }) => type)).toEqual(["joined"]);
    await line.say({ type: "leave" });
    expect(carol.last()).toEqual({ type: "peer-left" });
  });

  test("[MANY5] the code expires when it would have, on the place under it only", async () => {
    await server.pass(TTL_MS - 1);
    await bob.say({ type: "join", code: code() });
    const line = await nextOf(alice);
    await server.pass(1);
    expect(line.last()).toEqual({ type: "expired" });
    await carol.say({ type: "join", code: code() });
    expect(carol.last()).toMatchObject({ code: "unknown-code" });
    await bob.say(OFFER);
    expect(alice.last()).toEqual(OFFER);
  });

  test("[MANY6] on a full server who joins gets in, and is the last", async () => {
    await admitting(3, 1);
    await bob.say({ type: "join", code: code() });
    expect(bob.last()).toMatchObject({ type: "joined" });
    expect(alice.last()).toEqual({ type: "peer-joined" });
    await carol.say({ type: "join", code: code() });
    expect(carol.last()).toMatchObject({ code: "unknown-code" });
  });

  test("[MANY6] what is counted, logged and recorded of the next session is as of any other", async () => {
    await bob.say({ type: "join", code: code() });
    await nextOf(alice);
    expect(await server.store.counts()).toEqual({ sessions: 2, waiting: 1, peers: 3, away: 0 });
    expect(server.audited).toEqual([
      "created 192.168.1.20",
      "joined 192.168.1.20",
      "created undefined",
      "resumed 192.168.1.20",
    ]);
    const events = server.log.lines.map(({ event }) => event);
    expect(events.filter((event) => event === "session-created")).toHaveLength(2);
  });
});
