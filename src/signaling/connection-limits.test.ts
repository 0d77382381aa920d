import { afterEach, beforeEach, describe, expect, setSystemTime, test } from "bun:test";
import { MAX_LANES } from "#protocol/lanes.ts";
import { CLOSE } from "#protocol/signaling/close-codes.ts";
import { laneSignals } from "../testing/lane-signals.ts";
import { settled, type TestBrowser, TestSignaling } from "../testing/test-signaling.ts";
import { clientOf } from "./client.ts";
import { MemorySessionStore } from "./memory-session-store.ts";

const TTL_MS = 300_000;
const OFFER = { type: "signal", description: { type: "offer", sdp: "v=0" } } as const;
/** One try at once, each further one waits a second longer. */
const ONE_A_SECOND = { count: 10, periodMs: 10_000 };
const other = clientOf("192.168.1.99", false, 1);
const errorsOf = ({ heard }: TestBrowser) => heard.flatMap((m) => (m.type === "error" ? m.code : []));

beforeEach(() => void setSystemTime(new Date(1_000_000))); // the limiters' own clock
afterEach(() => void setSystemTime());

describe("frames of one socket", () => {
  test("[SIG2] wait, in order, while an earlier one is handled", async () => {
    const server = new TestSignaling({ globalMisses: ONE_A_SECOND });
    const alice = await server.browser().say({ type: "create" });
    await server.browser().say({ type: "join", code: "000000" }); // uses up what comes at once
    const bob = await server.browser().say({ type: "join", code: alice.latest("created").code });
    await bob.say(OFFER);
    await bob.say({ type: "ping" });
    await bob.say({ type: "create" });
    expect(bob.heard).toEqual([]);
    await server.pass(1_000);
    expect(bob.heard).toMatchObject([{ type: "joined" }, { type: "pong" }, { code: "already-in-session" }]);
    expect(alice.heard.slice(1)).toEqual([{ type: "peer-joined" }, OFFER]);
  });

  test("[SIG20] wait up to 256; one more closes the socket with 1008", async () => {
    const server = new TestSignaling({ globalMisses: ONE_A_SECOND });
    await server.browser().say({ type: "join", code: "000000" });
    const bob = await server.browser().say({ type: "join", code: "000000" });
    for (let i = 0; i < 256; i++) await bob.say({ type: "ping" });
    expect(bob.closedWith).toBeUndefined();
    const carol = await server.browser().say({ type: "join", code: "000000" });
    for (let i = 0; i < 257; i++) await carol.say({ type: "ping" });
    expect(carol.closedWith).toBe(CLOSE.policy);
    await server.pass(2_000);
    expect(bob.heard.filter(({ type }) => type === "pong")).toHaveLength(256);
    expect(carol.heard).toEqual([]);
  });

  test("[SIG25] wait where they make all lanes at once", async () => {
    const server = new TestSignaling();
    const alice = await server.browser().say({ type: "create" });
    const bob = await server.browser().say({ type: "join", code: alice.latest("created").code });
    const signals = laneSignals(MAX_LANES, 0);
    for (const signal of signals) bob.connection.receive(JSON.stringify(signal)); // in one turn
    await settled();
    expect(bob.closedWith).toBeUndefined();
    expect(alice.heard.slice(2)).toEqual(signals);
  });

  test("[SIG20] wait up to 131,072 characters; more closes the socket with 1008", async () => {
    const server = new TestSignaling({ globalMisses: ONE_A_SECOND });
    await server.browser().say({ type: "join", code: "000000" });
    const bob = await server.browser().say({ type: "join", code: "000000" });
    for (let i = 0; i < 4; i++) await bob.say("x".repeat(32_768));
    expect(bob.closedWith).toBeUndefined();
    await bob.say("x");
    expect(bob.closedWith).toBe(CLOSE.policy);
  });

  test.each(["drop", "close"] as const)(
    "[SIG14] a socket that goes (%s) while its join waits leaves nothing behind",
    async (end) => {
      const server = new TestSignaling({ globalMisses: ONE_A_SECOND });
      const alice = await server.browser().say({ type: "create" });
      await server.browser().say({ type: "join", code: "000000" });
      const bob = await server.browser().say({ type: "join", code: alice.latest("created").code });
      await bob[end]();
      await server.pass(1_000);
      expect(bob.heard).toEqual([]);
      expect(alice.heard).toHaveLength(1);
      expect(await server.store.counts()).toEqual({ sessions: 1, waiting: 1, peers: 1, away: 0 });
      const carol = await server.browser().say({ type: "join", code: alice.latest("created").code });
      await server.pass(8_000);
      expect(carol.last()).toMatchObject({ type: "joined" });
    },
  );

  test.each([
    ["drop", "peer-away", 2],
    ["close", "peer-left", 0],
  ] as const)(
    "[SIG8] one that goes (%s) while its place is found is %s to the other",
    async (end, heard, peers) => {
      let found = () => {};
      class SlowStore extends MemorySessionStore {
        override async join(...given: Parameters<MemorySessionStore["join"]>) {
          await new Promise<void>((resolve) => {
            found = resolve;
          });
          return super.join(...given);
        }
      }
      const server = new TestSignaling({ makeStore: (options, clock) => new SlowStore(options, clock) });
      const alice = await server.browser().say({ type: "create" });
      const bob = await server.browser().say({ type: "join", code: alice.latest("created").code });
      await bob[end]();
      found();
      await settled();
      expect(alice.last()).toEqual({ type: heard });
      expect(await server.store.counts()).toMatchObject({ peers });
    },
  );
});

describe("limits", () => {
  /** Moves both clocks: ours and the one that the limiters read. */
  async function pass(server: TestSignaling, ms: number): Promise<void> {
    setSystemTime(new Date(Date.now() + ms));
    await server.pass(ms);
  }

  test.each([
    ["codes made", "creates", { type: "create" }],
    ["codes tried", "joins", { type: "join", code: "000000" }],
    ["wrong codes", "misses", { type: "join", code: "000000" }],
  ] as const)(
    "[SIG16] %s are limited per client, and there is room again later",
    async (_, what, message) => {
      const server = new TestSignaling({ quotas: { [what]: { count: 2, periodMs: 60_000 } } });
      const alice = server.browser();
      for (let i = 0; i < 3; i++) await (await alice.say(message)).say({ type: "leave" });
      expect(alice.last()).toMatchObject({ type: "error", code: "rate-limited", retryAfterMs: 60_000 });
      expect(errorsOf(alice).filter((code) => code === "rate-limited")).toHaveLength(1);
      // Neither a new connection nor another message helps; another client is not concerned.
      expect(errorsOf(await server.browser().say(message))).toEqual(["rate-limited"]);
      expect(errorsOf(await server.browser(other).say(message))).not.toContain("rate-limited");
      await pass(server, 59_999);
      expect((await alice.say(message)).last()).toMatchObject({ code: "rate-limited", retryAfterMs: 1 });
      await pass(server, 1);
      expect((await alice.say(message)).last()).not.toMatchObject({ code: "rate-limited" });
    },
  );

  test("[SIG17] a right code costs nothing of the wrong ones, neither the client's nor everybody's", async () => {
    const server = new TestSignaling({
      quotas: { misses: { count: 1, periodMs: 60_000 } },
      globalMisses: ONE_A_SECOND,
      maxSessions: 50,
    });
    for (let i = 0; i < 20; i++) {
      const alice = await server.browser(other).say({ type: "create" });
      const bob = await server.browser().say({ type: "join", code: alice.latest("created").code });
      expect(bob.last()).toMatchObject({ type: "joined" });
    }
    const bob = await server.browser().say({ type: "join", code: "000000" });
    expect((await bob.say({ type: "join", code: "000000" })).heard).toMatchObject([
      { code: "unknown-code" },
      { code: "rate-limited" },
    ]);
  });

  test("[SIG16] who sends too many messages is told once, and closed with 1008 when it goes on", async () => {
    const server = new TestSignaling({ quotas: { messages: { count: 10, periodMs: 10_000 } } });
    const alice = server.browser();
    for (let i = 0; i < 10; i++) await alice.say({ type: "ping" });
    for (let i = 1; i < 50; i++) await alice.say(i % 2 ? { type: "ping" } : "nonsense");
    expect(alice.heard.slice(10)).toMatchObject([{ code: "rate-limited", retryAfterMs: 10_000 }]);
    expect(alice.closedWith).toBeUndefined();
    await alice.say({ type: "ping" });
    expect(alice.closedWith).toBe(CLOSE.policy);
  });

  test("[SIG16] who waits as told is answered again, and nothing is held against it", async () => {
    const server = new TestSignaling({ quotas: { messages: { count: 10, periodMs: 10_000 } } });
    const alice = server.browser();
    for (let round = 0; round < 4; round++) {
      for (let i = 0; i < 40; i++) await alice.say({ type: "ping" });
      expect(alice.last()).toMatchObject({ code: "rate-limited" });
      await pass(server, 10_000);
    }
    expect(alice.heard).toHaveLength(4 * 11);
    expect(alice.closedWith).toBeUndefined();
  });

  test("[SIG17] past the budget tries wait for their turn; after 8 s they are refused unseen", async () => {
    const server = new TestSignaling({ globalMisses: ONE_A_SECOND });
    const tries = Array.from({ length: 11 }, (_, i) => server.browser(clientOf(`10.0.0.${i}`, false, i)));
    for (const browser of tries) await browser.say({ type: "join", code: "000000" });
    const answered = () => tries.filter(({ heard }) => heard.length > 0).length;
    for (let second = 1; second <= 7; second++) {
      await server.pass(999);
      expect(answered()).toBe(second);
      await server.pass(1);
      expect(answered()).toBe(1 + second);
    }
    await server.pass(1_000);
    expect(server.ports.missBudget.misses).toBe(8);
    const answers = tries.map((browser) => errorsOf(browser)).sort();
    expect(answers).toEqual([...Array(3).fill(["rate-limited"]), ...Array(8).fill(["unknown-code"])]);
  });

  test("[SIG17] a refused try costs the client none of its own wrong codes", async () => {
    const server = new TestSignaling({
      globalMisses: { count: 1, periodMs: 60_000 },
      quotas: { misses: { count: 2, periodMs: 60_000 } },
    });
    await server.browser(other).say({ type: "join", code: "000000" });
    const bob = server.browser();
    for (let i = 0; i < 5; i++) {
      await bob.say({ type: "join", code: "000000" });
      await pass(server, 8_000);
    }
    await pass(server, 20_000);
    await bob.say({ type: "join", code: "000000" });
    expect(errorsOf(bob)).toEqual([...Array(5).fill("rate-limited"), "unknown-code"]);
  });
});

describe("wrong, expired and used codes", () => {
  const KINDS = ["wrong", "expired", "expired and swept", "used"] as const;

  /** A server, and a code on it that admits nobody. */
  async function deadCode(kind: (typeof KINDS)[number]) {
    const server = new TestSignaling({ ttlMs: TTL_MS, globalMisses: ONE_A_SECOND });
    const alice = await server.browser(other).say({ type: "create" });
    const { code } = alice.latest("created");
    if (kind === "used") await server.browser(other).say({ type: "join", code });
    if (kind === "expired") server.clock.advance(TTL_MS);
    else if (kind === "expired and swept") await server.pass(TTL_MS);
    return { server, code: kind === "wrong" ? "999999" : code };
  }

  /** Everything that the outside and the operator can see of one try that has to wait, turn by turn. */
  async function traceOf(kind: (typeof KINDS)[number]): Promise<unknown[]> {
    const { server, code } = await deadCode(kind);
    const { missBudget, limits } = server.ports;
    await server.browser(other).say({ type: "join", code: "000000" });
    const before = server.audited.length;
    const bob = server.browser();
    const trace: unknown[] = [];
    const look = () =>
      trace.push([bob.heard.length, missBudget.misses, limits.refused, server.audited.slice(before)]);
    bob.connection.receive(JSON.stringify({ type: "join", code }));
    for (const ms of [0, 999, 1]) {
      server.clock.advance(ms);
      for (let turn = 0; turn < 10; turn++) {
        look();
        await Promise.resolve(); // one turn of the queue of promises
      }
    }
    await settled();
    look();
    return [...trace, ...bob.heard, missBudget.waitMs];
  }

  test("[SIG5] take the same way: what is sent, in which turn, what is counted and recorded", async () => {
    const [wrong, ...others] = await Promise.all(KINDS.map(traceOf));
    for (const trace of others) expect(trace).toEqual(wrong as unknown[]);
    expect(wrong?.slice(0, 20)).toEqual(Array(20).fill([0, 1, 0, []])); // nothing before its time
    expect(wrong).toContainEqual([1, 2, 0, ["missed 192.168.1.20"]]);
  });
});
