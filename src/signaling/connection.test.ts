import { beforeEach, describe, expect, test } from "bun:test";
import { noSpan } from "../ports/tracer.ts";
import { MemorySessionStore } from "../signaling/memory-session-store.ts";
import { settled, type TestBrowser, TestSignaling } from "../testing/test-signaling.ts";
import { clientOf } from "./client.ts";
import { Connection } from "./connection.ts";

const TTL_MS = 300_000;
const GRACE_MS = 120_000;
const SEED = 8_080;
const OFFER = { type: "signal", description: { type: "offer", sdp: "v=0" } } as const;
const HEX_128 = /^[0-9a-f]{32}$/;

let server: TestSignaling;
let alice: TestBrowser;
let bob: TestBrowser;
let carol: TestBrowser;

beforeEach(() => {
  server = new TestSignaling({ seed: SEED, ttlMs: TTL_MS, graceMs: GRACE_MS, maxSessions: 3 });
  [alice, bob, carol] = [server.browser(), server.browser(), server.browser()];
});

/** Alice has a code and Bob has used it. */
async function joined(): Promise<void> {
  await alice.say({ type: "create" });
  await bob.say({ type: "join", code: alice.latest("created").code });
}

describe("a place in a session", () => {
  const peerFields = {
    graceMs: GRACE_MS,
    iceServers: [{ urls: "stun:nas.local:3478" }],
    chunkBytes: 65_536,
    heartbeatMs: 30_000,
    lanes: 4,
  };

  test("[SIG12] the sender gets a code, an id, a token and what a peer needs", async () => {
    await alice.say({ type: "create" });
    expect(alice.heard).toEqual([
      {
        type: "created",
        code: expect.stringMatching(/^\d{6}$/) as never,
        sessionId: expect.stringMatching(HEX_128) as never,
        resumeToken: expect.stringMatching(HEX_128) as never,
        expiresAt: server.clock.now() + TTL_MS,
        expiresInMs: TTL_MS,
        publicUrl: null,
        receivers: 8,
        ...peerFields,
      },
    ]);
  });

  test("[SIG12] the receiver gets the same with a token of its own, and the sender hears of it", async () => {
    await joined();
    const { sessionId, resumeToken } = alice.latest("created");
    expect(alice.last()).toEqual({ type: "peer-joined" });
    expect(bob.heard).toEqual([
      {
        type: "joined",
        sessionId,
        resumeToken: expect.stringMatching(HEX_128) as never,
        ...peerFields,
      },
    ]);
    expect(bob.latest("joined").resumeToken).not.toBe(resumeToken);
    expect(await server.store.counts()).toEqual({ sessions: 1, waiting: 0, peers: 2, away: 0 });
  });

  test("[SIG5] a third browser cannot get in and is not noticed inside", async () => {
    await joined();
    const before = [alice.heard.length, bob.heard.length];
    await carol.say({ type: "join", code: alice.latest("created").code });
    expect(carol.heard).toMatchObject([{ type: "error", code: "unknown-code" }]);
    expect([alice.heard.length, bob.heard.length]).toEqual(before);
    await bob.say(OFFER);
    expect(alice.last()).toEqual(OFFER);
    expect(carol.heard).toHaveLength(1);
  });

  test("[SIG5] of two who send the same code at the same moment one gets in", async () => {
    await alice.say({ type: "create" });
    const join = JSON.stringify({ type: "join", code: alice.latest("created").code });
    bob.connection.receive(join);
    carol.connection.receive(join);
    await settled();
    expect([bob.last()?.type, carol.last()?.type].sort()).toEqual(["error", "joined"]);
  });

  test("[SIG6] the own code is told apart from a wrong one, and nothing is lost", async () => {
    await alice.say({ type: "create" });
    const { code } = alice.latest("created");
    await alice.say({ type: "join", code });
    expect(alice.last()).toMatchObject({ type: "error", code: "own-code" });
    await bob.say({ type: "join", code });
    expect(bob.last()).toMatchObject({ type: "joined" });
  });

  test("[SIG6] one connection has one place, whatever it asks for", async () => {
    await joined();
    const { sessionId } = alice.latest("created");
    const { resumeToken } = bob.latest("joined");
    for (const message of [
      { type: "create" },
      { type: "join", code: "000001" },
      { type: "resume", sessionId, resumeToken },
      { type: "restore", sessionId, resumeToken, role: "receiver" },
    ]) {
      for (const browser of [alice, bob]) {
        expect((await browser.say(message)).last()).toMatchObject({ code: "already-in-session" });
      }
    }
    await bob.say(OFFER);
    expect(alice.last()).toEqual(OFFER);
  });

  test("[SIG7] a code that nobody uses expires, and its owner hears so and can have another", async () => {
    await alice.say({ type: "create" });
    await server.pass(TTL_MS - 1);
    expect(alice.last()).toMatchObject({ type: "created" });
    await server.pass(1);
    expect(alice.last()).toEqual({ type: "expired" });
    expect(await server.store.counts()).toEqual({ sessions: 0, waiting: 0, peers: 0, away: 0 });
    expect((await alice.say({ type: "create" })).last()).toMatchObject({ type: "created" });
  });

  test("[SIG7] a session that was joined does not expire", async () => {
    await joined();
    await server.pass(10 * TTL_MS);
    await bob.say(OFFER);
    expect(alice.last()).toEqual(OFFER);
  });

  test.each([
    ["alice says leave", () => alice.say({ type: "leave" })],
    ["bob says leave", () => bob.say({ type: "leave" })],
    ["alice closes her socket", () => alice.close()],
    ["bob closes his socket", () => bob.close()],
  ])("[SIG8] when %s the other hears it at once, and the session is over", async (title, leave) => {
    await joined();
    await leave();
    const other = title.startsWith("alice") ? bob : alice;
    expect(other.last()).toEqual({ type: "peer-left" });
    expect(other.heard.filter(({ type }) => type === "peer-left")).toHaveLength(1);
    expect(await server.store.counts()).toEqual({ sessions: 0, waiting: 0, peers: 0, away: 0 });
    expect((await other.say({ type: "create" })).last()).toMatchObject({ type: "created" });
  });

  test("[SIG8] leaving with a used code does no harm to who has it now", async () => {
    const sameCode: number[] = [];
    class OneCodeStore extends MemorySessionStore {
      override open(session: Parameters<MemorySessionStore["open"]>[0]) {
        sameCode.push(1);
        return super.open({ ...session, code: "000000" as typeof session.code });
      }
    }
    server = new TestSignaling({ makeStore: (options, clock) => new OneCodeStore(options, clock) });
    [alice, bob, carol] = [server.browser(), server.browser(), server.browser()];
    await alice.say({ type: "create" });
    await bob.say({ type: "join", code: "000000" });
    await carol.say({ type: "create" }); // has the code that Bob has used
    await alice.say({ type: "leave" });
    expect(bob.last()).toEqual({ type: "peer-left" });
    expect((await bob.say({ type: "join", code: "000000" })).last()).toMatchObject({ type: "joined" });
    expect(carol.last()).toEqual({ type: "peer-joined" });
    expect(sameCode).toHaveLength(2);
  });

  test("[SIG11] past the limit a session is refused, and there is room again when one ends", async () => {
    for (const browser of [alice, bob, carol]) await browser.say({ type: "create" });
    const dave = server.browser();
    expect((await dave.say({ type: "create" })).last()).toMatchObject({ type: "error", code: "server-full" });
    await bob.say({ type: "leave" });
    expect((await dave.say({ type: "create" })).last()).toMatchObject({ type: "created" });
  });
});

describe("messages", () => {
  test.each([
    ["a description", OFFER],
    ["a candidate", { type: "signal", candidate: { candidate: "candidate:1", sdpMid: null } }],
    ["the number of its connection", { ...OFFER, connection: 7 }],
    ["the number of its lane", { ...OFFER, connection: 0, lane: 5 }],
    ["the wish for a new connection", { type: "signal", renew: 3, lane: 1 }],
  ])("[SIG9] %s reaches the other peer as it is, and nobody else", async (_, signal) => {
    await joined();
    await carol.say({ type: "create" });
    await bob.say(signal);
    expect(alice.last()).toEqual(signal as never);
    await alice.say(signal);
    expect(bob.last()).toEqual(signal as never);
    expect(carol.heard).toHaveLength(1);
  });

  test("[SIG9] however fast the sender answers peer-joined, the receiver hears joined before its signal", async () => {
    await alice.say({ type: "ping" });
    await alice.say({ type: "create" });
    const heard: string[] = [];
    const guest = new Connection(
      {
        client: clientOf("192.168.1.21", false, 1),
        address: "192.168.1.21",
        isAddressShared: false,
        publicUrl: null,
        hosts: [],
      },
      server.ports,
      { span: noSpan, send: ({ type }) => void heard.push(type), close() {}, fault() {} },
    );
    guest.receive(JSON.stringify({ type: "join", code: alice.latest("created").code }));
    while (alice.last()?.type !== "peer-joined") await Promise.resolve(); // one turn after the other
    alice.connection.receive(JSON.stringify(OFFER));
    await settled();
    expect(heard).toEqual(["joined", "signal"]);
  });

  test("[SIG9] a signal without a peer is refused", async () => {
    expect((await alice.say(OFFER)).last()).toMatchObject({ type: "error", code: "no-peer" });
    await alice.say({ type: "create" });
    expect((await alice.say(OFFER)).last()).toMatchObject({ code: "no-peer" });
    await bob.say({ type: "join", code: alice.latest("created").code });
    await bob.say({ type: "leave" });
    expect((await bob.say(OFFER)).last()).toMatchObject({ code: "no-peer" });
    expect((await alice.say(OFFER)).last()).toMatchObject({ code: "no-peer" });
  });

  test("[SIG10] ping is answered, inside a session and outside", async () => {
    expect((await alice.say({ type: "ping" })).heard).toEqual([{ type: "pong" }]);
    await joined();
    expect((await alice.say({ type: "ping" })).last()).toEqual({ type: "pong" });
    expect(bob.last()).toMatchObject({ type: "joined" });
  });

  test("[SIG2] what is malformed is refused, each time, and harms no session", async () => {
    await joined();
    const before = alice.heard.length;
    for (const text of ["", "{", "12", "null", "[]", '{"type":"join","code":"1"}', '{"type":"ping","x":1}']) {
      expect((await alice.say(text)).last()).toMatchObject({ type: "error", code: "bad-message" });
    }
    alice.connection.receiveBinary();
    await settled();
    expect(alice.heard.slice(before).map((m) => m.type === "error" && m.code)).toEqual(
      Array(8).fill("bad-message"),
    );
    expect(bob.heard).toHaveLength(1);
    await alice.say(OFFER);
    expect(bob.last()).toEqual(OFFER);
  });

  test("[SIG3] what is too large is refused and harms no session", async () => {
    await joined();
    await alice.say({ type: "signal", description: { type: "offer", sdp: "v".repeat(70_000) } });
    expect(alice.last()).toMatchObject({ type: "error", code: "too-large" });
    await alice.say(OFFER);
    expect(bob.last()).toEqual(OFFER);
    expect(alice.closedWith).toBeUndefined();
  });
});
