import { beforeEach, describe, expect, test } from "bun:test";
import type { ServerMessage } from "#protocol/signaling/messages.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { SeededRandom } from "../testing/seeded-random.ts";
import { Connection } from "./connection.ts";
import { Sessions } from "./sessions.ts";

const TTL_MS = 300_000;
const SEED = 8_080;
const OFFER = { type: "signal", description: { type: "offer", sdp: "v=0" } } as const;

class Browser {
  readonly heard: ServerMessage[] = [];
  readonly connection: Connection;

  constructor(sessions: Sessions, clock: FakeClock) {
    const peer = { iceServers: [{ urls: "stun:nas.local:3478" }], chunkBytes: 65_536, heartbeatMs: 30_000 };
    const send = (message: ServerMessage) => void this.heard.push(message);
    this.connection = new Connection({ peer, publicUrl: null }, { sessions, clock, send });
  }

  say(message: unknown): this {
    this.connection.receive(typeof message === "string" ? message : JSON.stringify(message));
    return this;
  }

  last(): ServerMessage | undefined {
    return this.heard.at(-1);
  }

  createdCode(): string {
    const created = this.heard.findLast((message) => message.type === "created");
    if (!created) throw new Error("no code was given");
    return created.code;
  }
}

let clock: FakeClock;
let sessions: Sessions;
let alice: Browser;
let bob: Browser;
let carol: Browser;

beforeEach(() => {
  clock = new FakeClock();
  sessions = new Sessions({ ttlMs: TTL_MS, maxSessions: 3 }, { clock, random: new SeededRandom(SEED) });
  [alice, bob, carol] = [
    new Browser(sessions, clock),
    new Browser(sessions, clock),
    new Browser(sessions, clock),
  ];
});

/** Alice has a code and Bob has used it. */
function joined(): void {
  alice.say({ type: "create" });
  bob.say({ type: "join", code: alice.createdCode() });
}

describe("a place in a session", () => {
  test("[SIG12] the sender gets a code, an id and what a peer needs", () => {
    alice.say({ type: "create" });
    expect(alice.last()).toEqual({
      type: "created",
      code: expect.stringMatching(/^\d{6}$/) as never,
      sessionId: expect.stringMatching(/^[0-9a-f]{32}$/) as never,
      expiresAt: clock.now() + TTL_MS,
      expiresInMs: TTL_MS,
      publicUrl: null,
      iceServers: [{ urls: "stun:nas.local:3478" }],
      chunkBytes: 65_536,
      heartbeatMs: 30_000,
    });
  });

  test("[SIG12] the receiver gets the same, and the sender hears of it", () => {
    joined();
    expect(alice.last()).toEqual({ type: "peer-joined" });
    expect(bob.last()).toMatchObject({ type: "joined", chunkBytes: 65_536 });
    expect(sessions.counts()).toEqual({ sessions: 1, waiting: 0, peers: 2 });
  });

  test("[SIG5] wrong, expired, used and third: one and the same answer", () => {
    const answers: unknown[] = [];
    bob.say({ type: "join", code: "000000" });
    answers.push(bob.last());
    alice.say({ type: "create" });
    const expired = alice.createdCode();
    clock.advance(TTL_MS);
    bob.say({ type: "join", code: expired });
    answers.push(bob.last());
    sessions.expire();
    joined();
    carol.say({ type: "join", code: alice.createdCode() });
    answers.push(carol.last());
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveLength(1);
    expect(answers[0]).toMatchObject({ type: "error", code: "unknown-code" });
    // Who was in the session notices nothing of the third.
    bob.say(OFFER);
    expect(alice.last()).toEqual(OFFER);
  });

  test("[SIG6] the own code is told apart from a wrong one, and nothing is lost", () => {
    alice.say({ type: "create" });
    const code = alice.createdCode();
    alice.say({ type: "join", code });
    expect(alice.last()).toMatchObject({ type: "error", code: "own-code" });
    bob.say({ type: "join", code });
    expect(bob.last()).toMatchObject({ type: "joined" });
  });

  test("[SIG6] one connection has one place", () => {
    joined();
    for (const browser of [alice, bob]) {
      browser.say({ type: "create" });
      expect(browser.last()).toMatchObject({ code: "already-in-session" });
      browser.say({ type: "join", code: "000001" });
      expect(browser.last()).toMatchObject({ code: "already-in-session" });
    }
  });

  test("[SIG7] a code that nobody uses expires, and its owner hears so and can have another", () => {
    alice.say({ type: "create" });
    clock.advance(TTL_MS - 1);
    sessions.expire();
    expect(alice.last()).toMatchObject({ type: "created" });
    clock.advance(1);
    sessions.expire();
    expect(alice.last()).toEqual({ type: "expired" });
    expect(sessions.counts()).toEqual({ sessions: 0, waiting: 0, peers: 0 });
    expect(alice.say({ type: "create" }).last()).toMatchObject({ type: "created" });
  });

  test("[SIG7] a session that was joined does not expire", () => {
    joined();
    clock.advance(10 * TTL_MS);
    sessions.expire();
    bob.say(OFFER);
    expect(alice.last()).toEqual(OFFER);
  });

  test.each(["alice", "bob"])(
    "[SIG8] when %s vanishes the other hears it, and the session is over",
    (who) => {
      joined();
      const [gone, left] = who === "alice" ? [alice, bob] : [bob, alice];
      gone.connection.closed();
      expect(left.last()).toEqual({ type: "peer-left" });
      expect(sessions.counts()).toEqual({ sessions: 0, waiting: 0, peers: 0 });
      expect(left.say(OFFER).last()).toMatchObject({ code: "no-peer" });
      expect(left.say({ type: "create" }).last()).toMatchObject({ type: "created" });
    },
  );

  test("[SIG8] leaving with a used code does no harm to who has it now", () => {
    const random = { bytes: (length: number) => new Uint8Array(length) };
    sessions = new Sessions({ ttlMs: TTL_MS, maxSessions: 3 }, { clock, random });
    [alice, bob, carol] = [
      new Browser(sessions, clock),
      new Browser(sessions, clock),
      new Browser(sessions, clock),
    ];
    joined(); // the generator has only one code: Carol gets the one that Bob has used
    carol.say({ type: "create" });
    alice.say({ type: "leave" });
    expect(bob.last()).toEqual({ type: "peer-left" });
    expect(bob.say({ type: "join", code: carol.createdCode() }).last()).toMatchObject({ type: "joined" });
  });

  test("[SIG11] past the limit a session is refused, and there is room again when one ends", () => {
    for (const browser of [alice, bob, carol]) browser.say({ type: "create" });
    const dave = new Browser(sessions, clock);
    expect(dave.say({ type: "create" }).last()).toMatchObject({ type: "error", code: "server-full" });
    bob.say({ type: "leave" });
    expect(dave.say({ type: "create" }).last()).toMatchObject({ type: "created" });
  });
});

describe("messages", () => {
  test("[SIG9] signals reach the other peer as they are, and nobody else", () => {
    joined();
    carol.say({ type: "create" });
    const candidate = { type: "signal", candidate: { candidate: "candidate:1", sdpMid: null } } as const;
    bob.say(OFFER).say(candidate);
    expect(alice.heard.slice(-2)).toEqual([OFFER, candidate]);
    expect(carol.heard).toHaveLength(1);
  });

  test("[SIG9] a signal without a peer is refused", () => {
    expect(alice.say(OFFER).last()).toMatchObject({ type: "error", code: "no-peer" });
    expect(alice.say({ type: "create" }).say(OFFER).last()).toMatchObject({ code: "no-peer" });
  });

  test("[SIG10] ping is answered, inside a session and outside", () => {
    expect(alice.say({ type: "ping" }).last()).toEqual({ type: "pong" });
    joined();
    expect(alice.say({ type: "ping" }).last()).toEqual({ type: "pong" });
  });

  test("[SIG2] what is malformed is refused and harms no session", () => {
    joined();
    for (const text of ["{", "12", "null", '{"type":"join","code":"1"}', '{"type":"ping","x":1}']) {
      expect(alice.say(text).last()).toMatchObject({ type: "error", code: "bad-message" });
    }
    alice.connection.receiveBinary();
    expect(alice.last()).toMatchObject({ code: "bad-message" });
    alice.say(OFFER);
    expect(bob.last()).toEqual(OFFER);
  });

  test("[SIG3] what is too large is refused and harms no session", () => {
    joined();
    const sdp = "v".repeat(70_000);
    alice.say({ type: "signal", description: { type: "offer", sdp } });
    expect(alice.last()).toMatchObject({ type: "error", code: "too-large" });
    alice.say(OFFER);
    expect(bob.last()).toEqual(OFFER);
  });

  test(`[SIG5] 300 browsers coming and going never make a third peer or leave anything behind, seed ${SEED}`, () => {
    const random = new SeededRandom(SEED);
    sessions = new Sessions({ ttlMs: TTL_MS, maxSessions: 1_000 }, { clock, random });
    const browsers = Array.from({ length: 300 }, () => new Browser(sessions, clock));
    const codes = () =>
      browsers.flatMap(({ heard }) => heard.flatMap((m) => (m.type === "created" ? m.code : [])));
    for (let i = 0; i < 6_000; i++) {
      const browser = random.pick(browsers);
      const known = codes();
      const code = known.length > 0 ? random.pick(known) : "123456";
      const messages = [
        { type: "create" },
        { type: "join", code },
        OFFER,
        { type: "leave" },
        { type: "ping" },
      ];
      browser.say(random.pick(messages));
      if (browser.heard.length > 20) browser.heard.splice(0, 10);
      clock.advance(random.below(2_000));
      if (i % 50 === 0) sessions.expire();
      const { sessions: all, waiting, peers } = sessions.counts();
      expect(peers).toBe(waiting + 2 * (all - waiting));
      expect(peers).toBeLessThanOrEqual(browsers.length);
    }
    for (const { connection } of browsers) connection.closed();
    expect(sessions.counts()).toEqual({ sessions: 0, waiting: 0, peers: 0 });
  });
});
