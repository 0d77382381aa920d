import { beforeEach, describe, expect, test } from "bun:test";
import { CLOSE } from "#protocol/signaling/close-codes.ts";
import type { PeerPresence, ServerMessage } from "#protocol/signaling/messages.ts";
import { type TestBrowser, TestSignaling } from "../testing/test-signaling.ts";

const TTL_MS = 300_000;
const GRACE_MS = 120_000;
const signal = (sdp: string) => ({ type: "signal", description: { type: "offer", sdp } }) as const;
const OFFER = signal("v=0");
const resumed = (peer: PeerPresence): ServerMessage => ({
  type: "resumed",
  peer,
  iceServers: [{ urls: "stun:nas.local:3478" }],
});
const UNKNOWN = { type: "error", code: "unknown-session" };

let server: TestSignaling;
let alice: TestBrowser;
let bob: TestBrowser;

beforeEach(async () => {
  server = new TestSignaling({ ttlMs: TTL_MS, graceMs: GRACE_MS });
  [alice, bob] = [server.browser(), server.browser()];
  await alice.say({ type: "create" });
  await bob.say({ type: "join", code: alice.latest("created").code });
});

/** The message with which a browser takes its own place again. */
function resumeOf(browser: TestBrowser) {
  const { sessionId, resumeToken } = browser.latest(browser === alice ? "created" : "joined");
  return { type: "resume", sessionId, resumeToken };
}

describe("a socket that is lost", () => {
  test("[SIG14] keeps its place; the other one hears peer-away, and peer-left only after the grace", async () => {
    await bob.drop();
    expect(alice.last()).toEqual({ type: "peer-away" });
    expect(await server.store.counts()).toMatchObject({ sessions: 1, peers: 2, away: 1 });
    await server.pass(GRACE_MS - 1);
    expect(alice.last()).toEqual({ type: "peer-away" });
    await server.pass(1);
    expect(alice.last()).toEqual({ type: "peer-left" });
    expect(await server.store.counts()).toEqual({ sessions: 0, waiting: 0, peers: 0, away: 0 });
    expect((await alice.say({ type: "create" })).last()).toMatchObject({ type: "created" });
    expect((await server.browser().say(resumeOf(bob))).last()).toMatchObject(UNKNOWN);
  });

  test("[SIG14] by a page that may be reloaded is told as that", async () => {
    await bob.connection.closed("reloading");
    expect(alice.last()).toEqual({ type: "peer-away", reloading: true });
    expect(await server.store.counts()).toMatchObject({ sessions: 1, peers: 2, away: 1 });
  });

  test("[SIG8] is no leaving, but leaving ends it at once also for a peer that is away", async () => {
    await bob.drop();
    await alice.say({ type: "leave" });
    expect(await server.store.counts()).toMatchObject({ sessions: 0, away: 0 });
    expect((await server.browser().say(resumeOf(bob))).last()).toMatchObject(UNKNOWN);
  });

  test("[SIG14] of a waiting sender keeps the code alive: a receiver can come meanwhile", async () => {
    const carol = await server.browser().say({ type: "create" });
    const { code, sessionId, resumeToken } = carol.latest("created");
    await carol.drop();
    const dave = await server.browser().say({ type: "join", code });
    expect(dave.heard).toMatchObject([{ type: "joined" }, { type: "peer-away" }]);
    await dave.say(OFFER);
    const again = await server.browser().say({ type: "resume", sessionId, resumeToken });
    expect(again.heard).toEqual([resumed("here"), OFFER]);
    expect(dave.last()).toEqual({ type: "peer-back" });
  });

  test("[SIG7] does not make a code live longer", async () => {
    const carol = await server.browser().say({ type: "create" });
    const { code, sessionId, resumeToken } = carol.latest("created");
    await server.pass(TTL_MS - 1);
    await carol.drop();
    await server.pass(1);
    expect((await server.browser().say({ type: "join", code })).last()).toMatchObject({
      code: "unknown-code",
    });
    const again = await server.browser().say({ type: "resume", sessionId, resumeToken });
    expect(again.last()).toMatchObject(UNKNOWN);
  });
});

describe("resume", () => {
  test.each(["none", "here", "away"] as const)(
    "[SIG13] says whether the other one is there: %s",
    async (peer) => {
      let browser = alice;
      if (peer === "none") browser = await server.browser().say({ type: "create" });
      const { sessionId, resumeToken } = browser.latest("created");
      await browser.drop();
      if (peer === "away") await bob.drop();
      const again = await server.browser().say({ type: "resume", sessionId, resumeToken });
      expect(again.heard).toEqual([resumed(peer)]);
    },
  );

  test("[SIG13] takes the place on the new socket, tells the peer, and signals go there from now on", async () => {
    await alice.drop();
    const again = await server.browser().say(resumeOf(alice));
    expect(bob.heard.slice(1)).toEqual([{ type: "peer-away" }, { type: "peer-back" }]);
    await bob.say(OFFER);
    expect(again.heard).toEqual([resumed("here"), OFFER]);
    await again.say(signal("back"));
    expect(bob.last()).toEqual(signal("back"));
    await server.pass(10 * GRACE_MS);
    expect(await server.store.counts()).toMatchObject({ sessions: 1, peers: 2, away: 0 });
  });

  test("[SIG13] closes an older socket in that place with 4001, and its end harms nobody", async () => {
    const again = await server.browser().say(resumeOf(alice));
    expect(alice.closedWith).toBe(CLOSE.replaced);
    expect(again.heard).toEqual([resumed("here")]);
    await alice.drop();
    await alice.close();
    await bob.say(OFFER);
    expect(again.last()).toEqual(OFFER);
    expect(bob.last()).toEqual({ type: "peer-back" }); // and nothing of peer-away or peer-left
  });

  test("[SIG13] the same token works again after each loss", async () => {
    for (let i = 0; i < 3; i++) {
      const again = await server.browser().say(resumeOf(bob));
      expect(again.last()).toMatchObject({ type: "resumed" });
      await again.drop();
    }
    expect(alice.last()).toEqual({ type: "peer-away" });
  });

  test("[SIG13] a wrong token, another session's and an unknown session get the same answer", async () => {
    const carol = await server.browser().say({ type: "create" });
    const { sessionId, resumeToken } = resumeOf(bob);
    const answers: string[] = [];
    for (const wrong of [
      { sessionId, resumeToken: "0".repeat(32) },
      { sessionId, resumeToken: carol.latest("created").resumeToken },
      { sessionId: carol.latest("created").sessionId, resumeToken },
      { sessionId: "f".repeat(32), resumeToken },
    ]) {
      const thief = await server.browser().say({ type: "resume", ...wrong });
      expect(thief.heard).toHaveLength(1);
      answers.push(JSON.stringify(thief.last()));
    }
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0] ?? "")).toMatchObject(UNKNOWN);
    expect(alice.last()).toEqual({ type: "peer-joined" });
    expect(bob.heard).toHaveLength(1);
  });

  test("[SIG13] a code is never a way back in", async () => {
    await bob.drop();
    const again = await server.browser().say({ type: "join", code: alice.latest("created").code });
    expect(again.last()).toMatchObject({ code: "unknown-code" });
  });
});

describe("signals for a peer that is away", () => {
  test("[SIG9] follow the answer to resume, in order, once", async () => {
    await bob.drop();
    for (const sdp of ["1", "2", "3"]) await alice.say(signal(sdp));
    expect(alice.last()).toEqual({ type: "peer-away" }); // no error
    const again = await server.browser().say(resumeOf(bob));
    expect(again.heard).toEqual([resumed("here"), signal("1"), signal("2"), signal("3")]);
    await again.drop();
    expect((await server.browser().say(resumeOf(bob))).heard).toHaveLength(1);
  });

  test("[SIG9] however fast the other one goes on, they come before its new ones", async () => {
    await alice.say({ type: "ping" });
    await bob.drop();
    for (const sdp of ["1", "2"]) await alice.say(signal(sdp));
    const again = server.browser();
    again.connection.receive(JSON.stringify(resumeOf(bob)));
    while (alice.last()?.type !== "peer-back") await Promise.resolve(); // one turn after the other
    await alice.say(signal("3"));
    expect(again.heard).toEqual([resumed("here"), signal("1"), signal("2"), signal("3")]);
  });

  test("[SIG9] past 256 are refused with no-peer, and the first 256 still arrive", async () => {
    await bob.drop();
    for (let i = 0; i < 256; i++) await alice.say(signal(`${i}`));
    expect(alice.last()).toEqual({ type: "peer-away" });
    expect((await alice.say(signal("too many"))).last()).toMatchObject({ type: "error", code: "no-peer" });
    const again = await server.browser().say(resumeOf(bob));
    expect(again.heard).toHaveLength(257);
    expect(again.last()).toEqual(signal("255"));
  });
});

describe("a server that was restarted", () => {
  const rolesOf = (browser: TestBrowser) =>
    ({
      ...resumeOf(browser),
      type: "restore",
      role: browser === alice ? "sender" : "receiver",
    }) as const;

  test.each([
    ["sender", () => [alice, bob] as const],
    ["receiver", () => [bob, alice] as const],
  ])("[SIG15] knows no session, and the two restore it, the %s first", async (_, order) => {
    const [first, second] = order();
    server = new TestSignaling({ seed: 2, graceMs: GRACE_MS });
    const a = await server.browser().say(resumeOf(first));
    expect(a.last()).toMatchObject(UNKNOWN);
    await a.say(rolesOf(first));
    expect(a.last()).toMatchObject({
      type: "joined",
      sessionId: resumeOf(first).sessionId,
      graceMs: GRACE_MS,
    });
    await a.say(OFFER); // the other one is not there yet
    const b = await server.browser().say(rolesOf(second));
    expect(b.heard).toMatchObject([{ type: "joined" }, OFFER]);
    expect(a.last()).toEqual({ type: "peer-joined" });
    await b.say(signal("answer"));
    expect(a.last()).toEqual(signal("answer"));
    // The token is the one that the place had: an answer that is lost leaves nobody outside.
    expect(a.latest("joined").resumeToken).toBe(resumeOf(first).resumeToken);
    const again = await server.browser().say(resumeOf(first));
    expect(again.last()).toEqual(resumed("here"));
    expect(a.closedWith).toBe(CLOSE.replaced);
  });

  test("[SIG15] does not give a place away that is taken, nor let a third one in", async () => {
    const before = [alice.heard.length, bob.heard.length];
    for (const role of ["sender", "receiver"]) {
      const thief = await server.browser().say({ ...rolesOf(alice), role });
      expect(thief.last()).toMatchObject(UNKNOWN);
    }
    await bob.drop();
    const thief = await server.browser().say(rolesOf(bob));
    expect(thief.heard).toMatchObject([UNKNOWN]);
    expect(bob.heard).toHaveLength(before[1] ?? 0);
    expect(alice.heard.slice(before[0])).toEqual([{ type: "peer-away" }]);
  });

  test("[SIG15] does not open a session of two for one whose code waits for its receiver", async () => {
    const carol = await server.browser().say({ type: "create" });
    const { sessionId, code } = carol.latest("created");
    const thief = await server
      .browser()
      .say({ type: "restore", sessionId, resumeToken: "0".repeat(32), role: "receiver" });
    expect(thief.last()).toMatchObject(UNKNOWN);
    expect((await thief.say({ type: "join", code })).last()).toMatchObject({ type: "joined" });
  });

  test("[SIG15] tells the first one peer-left where the second does not come within the grace", async () => {
    server = new TestSignaling({ graceMs: GRACE_MS });
    const a = await server.browser().say(rolesOf(alice));
    await server.pass(GRACE_MS - 1);
    expect(a.last()).toMatchObject({ type: "joined" });
    await server.pass(1);
    expect(a.last()).toEqual({ type: "peer-left" });
    expect(await server.store.counts()).toEqual({ sessions: 0, waiting: 0, peers: 0, away: 0 });
    expect((await a.say({ type: "create" })).last()).toMatchObject({ type: "created" });
  });

  test("[SIG11] restores no more sessions than it allows", async () => {
    server = new TestSignaling({ seed: 2, maxSessions: 1 });
    await server.browser().say({ type: "create" });
    expect((await server.browser().say(rolesOf(alice))).last()).toMatchObject({ code: "server-full" });
  });
});
