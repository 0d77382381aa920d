import { beforeEach, describe, expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { Scenario, sampleFiles } from "../testing/scenario.ts";
import { World } from "../testing/two-pages.ts";

const SEED = 41;
const file = sampleFiles(SEED);

let s: Scenario;

beforeEach(() => {
  s = new Scenario();
});

describe("a line to the server that is lost", () => {
  test("[PAGE7] while a code waits, is told, and the same code works once it is back", async () => {
    await s.waiting(file("a.bin", 100));
    const code = s.alice.code();
    s.world.dropSockets();
    expect(s.alice.session).toMatchObject({ at: "waiting", serverAway: true });
    await s.reconnected();
    expect(s.alice.session).toMatchObject({ at: "waiting", code });
    expect(s.alice.session).not.toHaveProperty("serverAway");
    s.bob.controller.join(code);
    await s.bob.at("connected");
  });

  test("[PAGE7] while the other device joined, is made up for when it is back", async () => {
    await s.waiting(file("a.bin", 100));
    s.world.dropSockets();
    s.bob.controller.join(s.alice.code());
    await s.bob.until(({ session }) => session.at === "connecting" && session.peerAway === true);
    await s.world.pass(500);
    await Promise.all([s.alice.at("connected"), s.bob.at("connected")]);
  });

  test("[PAGE7] is tried again with growing pauses up to 30 s, and at once when the device wakes", async () => {
    await s.waiting(file("a.bin", 100));
    s.world.random = 0.999_999;
    s.world.serverDown = true;
    const tries: number[] = [];
    const { openSignaling } = s.world;
    s.world.openSignaling = (events) => {
      tries.push(s.world.clock.now());
      return openSignaling(events);
    };
    const start = s.world.clock.now();
    s.world.dropSockets();
    for (let i = 0; i < 260; i++) await s.world.pass(500);
    const pauses = tries.map((at, i) => Math.round((at - (tries[i - 1] ?? start)) / 1_000));
    expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
    s.alice.controller.wake();
    expect(tries).toHaveLength(9);
  });

  test("[PAGE7] is tried after a pause drawn anew each time, so that not all come at once", async () => {
    await s.waiting(file("a.bin", 100));
    s.world.random = 0;
    s.world.dropSockets();
    await s.world.pass(0);
    expect(s.alice.session).not.toHaveProperty("serverAway");
  });

  test("[SIG10] is found by three heartbeats without an answer", async () => {
    await s.waiting(file("a.bin", 100));
    s.world.serverSilent = true;
    await s.world.pass(119_000);
    expect(s.alice.session).not.toHaveProperty("serverAway");
    await s.world.pass(1_000);
    expect(s.alice.session).toMatchObject({ serverAway: true });
  });

  test("[PAGE7] is found within 5 s of waking up", async () => {
    await s.waiting(file("a.bin", 100));
    s.world.serverSilent = true;
    const code = s.alice.code();
    s.alice.controller.wake();
    await s.world.pass(5_000);
    expect(s.alice.session).toMatchObject({ serverAway: true });
    s.world.serverSilent = false;
    await s.reconnected();
    // The line was slow, not dead: the server must not have taken its end for a farewell.
    expect(s.alice.session).toEqual(expect.objectContaining({ at: "waiting", code }));
    expect(s.alice.session).not.toHaveProperty("serverAway");
    expect(s.world.sockets).toBe(1);
  });

  test("[PAGE7] is tried anew on waking, even while an older try is under way", async () => {
    await s.waiting(file("a.bin", 100));
    s.world.dropSockets();
    s.world.serverSilent = true;
    await s.world.pass(1_000); // this try will hear nothing
    s.world.serverSilent = false;
    s.alice.controller.wake();
    await s.world.pass(0);
    expect(s.alice.session).not.toHaveProperty("serverAway");
    expect(s.world.sockets).toBe(1);
  });

  test("[PAGE7] that the server refuses for now is tried later, and leaves no socket behind", async () => {
    s = new Scenario(new World({ quotas: { joins: { count: 1, periodMs: 60_000 } } }));
    await s.waiting(file("a.bin", 100));
    const code = s.alice.code();
    await s.world.server.browser().say({ type: "join", code: "000000" }); // the one that is allowed
    s.world.dropSockets();
    await s.world.pass(30_000);
    expect(s.alice.session).toMatchObject({ serverAway: true });
    expect(s.world.sockets).toBeLessThanOrEqual(1);
    expect(s.alice.code()).toBe(code);
  });

  test("[SIG13] does not come back where its place is in use on a newer socket", async () => {
    await s.waiting(file("a.bin", 100));
    const thief = s.world.server.browser();
    await thief.say({ type: "resume", ...s.world.places[0] });
    await settled();
    await s.world.pass(60_000);
    s.alice.controller.wake();
    await s.world.pass(60_000);
    expect(thief.closedWith).toBeUndefined();
    expect(s.world.sockets).toBe(0);
    expect(s.alice.session).toMatchObject({ at: "stopped", problem: "unknown-session", sending: true });
  });
});

describe("two devices that connect", () => {
  /** Both have found each other at the server, and no signal leads anywhere yet. */
  async function connecting(): Promise<void> {
    s.world.path.blocked = true;
    await s.waiting(file("a.bin", 100));
    s.bob.controller.join(s.alice.code());
    await Promise.all([s.alice.at("connecting"), s.bob.at("connecting")]);
  }

  test("[PAGE1] wait for a server that is away, say so, and go on", async () => {
    await connecting();
    s.world.serverDown = true;
    s.world.dropSockets();
    expect(s.bob.session).toMatchObject({ at: "connecting", serverAway: true });
    await s.world.pass(60_000);
    for (const page of s.both) expect(page.session).toMatchObject({ at: "connecting", serverAway: true });
    s.world.serverDown = false;
    s.world.path.blocked = false;
    for (const page of s.both) page.controller.wake();
    await s.world.pass(1_000);
    for (const page of s.both) expect(page.session.at).toBe("connected");
  });

  test("[PAGE1] give a device that is away the grace, whatever the browser says of the connection", async () => {
    await connecting();
    s.world.serverDown = true;
    s.world.dropSocket(1);
    await s.alice.until(({ session }) => session.at === "connecting" && session.peerAway === true);
    s.world.path.failAll();
    await s.world.pass(60_000);
    expect(s.alice.session).toMatchObject({ at: "connecting", peerAway: true });
    s.world.serverDown = false;
    s.world.path.blocked = false;
    s.bob.controller.wake();
    await s.world.pass(1_000);
    for (const page of s.both) expect(page.session.at).toBe("connected");
  });

  test("[PAGE1] are not ended by a candidate that found nobody", async () => {
    await connecting();
    s.world.serverDown = true;
    s.world.dropSocket(1);
    for (let i = 0; i < 80; i++) {
      s.world.path.sendLateSignal("sender");
      await settled();
    }
    expect(s.alice.session).toMatchObject({ at: "connecting", peerAway: true });
  });
});

test("[SIG7] a code that runs out soon says so, and a new one is one tap away", async () => {
  await s.waiting(file("a.bin", 100));
  await s.world.pass(239_000);
  expect(s.alice.session).not.toHaveProperty("expiring");
  await s.world.pass(1_000);
  expect(s.alice.session).toMatchObject({ at: "waiting", expiring: true });
  s.alice.controller.renewCode();
  await s.alice.until(({ session }) => session.at === "waiting" && session.expiring === undefined);
});

test("[SIG7] a code that ran out while the device slept is told at once", async () => {
  await s.waiting(file("a.bin", 100));
  s.world.serverDown = true;
  s.world.dropSockets();
  s.world.clock.sleep(600_000);
  await s.world.pass(0);
  expect(s.alice.session.at).toBe("expired");
});

test("[SIG16] too many tries are told where the code was typed, with the time to wait", async () => {
  s = new Scenario(new World({ quotas: { misses: { count: 2, periodMs: 600_000 } } }));
  for (const code of ["000000", "000001"]) {
    s.bob.controller.join(code);
    await s.bob.until(({ session }) => session.at === "home" && session.problem === "unknown-code");
    s.bob.controller.reset();
  }
  s.bob.controller.join("000002");
  await s.bob.until(({ session }) => session.at === "home" && session.problem === "rate-limited");
  expect(s.bob.session).toMatchObject({ waitMs: expect.any(Number) as never });
});
