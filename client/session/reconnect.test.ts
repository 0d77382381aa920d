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

/** Lets so much time pass that every try to reach the server has been made. */
async function reconnect(): Promise<void> {
  await s.world.pass(1_000);
}

describe("a line to the server that is lost", () => {
  test("[PAGE7] while a code waits, is told, and the same code works once it is back", async () => {
    await s.waiting(file("a.bin", 100));
    const code = s.alice.code();
    s.world.dropSockets();
    expect(s.alice.session).toMatchObject({ at: "waiting", serverAway: true });
    await reconnect();
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
    s.alice.controller.wake();
    await s.world.pass(5_000);
    expect(s.alice.session).toMatchObject({ serverAway: true });
    s.world.serverSilent = false;
    await reconnect();
    expect(s.alice.session).not.toHaveProperty("serverAway");
  });

  test("[SIG13] does not come back where its place is in use on a newer socket", async () => {
    await s.waiting(file("a.bin", 100));
    const thief = s.world.server.browser();
    await thief.say({ type: "resume", ...s.world.places[0] });
    await settled();
    await s.world.pass(60_000);
    expect(thief.closedWith).toBeUndefined();
    expect(s.world.sockets).toBe(0);
  });
});

describe("a server that was restarted", () => {
  test("[SIG15] gives a waiting sender another code, and says why", async () => {
    await s.waiting(file("a.bin", 100));
    const old = s.alice.code();
    s.world.restartServer();
    await reconnect();
    expect(s.alice.session).toMatchObject({ at: "waiting", notice: "code-replaced" });
    expect(s.alice.code()).not.toBe(old);
    s.bob.controller.join(s.alice.code());
    await s.bob.at("connected");
  });

  test("[PAGE3] does not touch a running transfer, and knows its session again", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.hold();
    s.world.restartServer();
    await reconnect();
    expect(await s.world.server.store.counts()).toMatchObject({ sessions: 1, peers: 2, away: 0 });
    s.world.path.release();
    await s.ended();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
  });

  test("[SIG15] twice, and with the channel lost in the end, is still no obstacle", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.frozen = true; // the bytes wait, so that there is something left to be lost
    s.world.restartServer();
    await reconnect();
    s.world.restartServer();
    await reconnect();
    s.world.path.frozen = false;
    s.world.path.cut();
    await s.ended();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
  });

  test("[SIG15] at the same moment as the channel is lost, as with a relay in it, ends nothing", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.restartServer();
    s.world.path.cut();
    await settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["interrupted"]);
    await reconnect();
    await s.ended();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
    expect(s.world.path.connections).toBeGreaterThan(1);
  });
});

describe("a channel that is lost", () => {
  test("[PAGE8] by a change of the network lives on after an ICE restart", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.stall();
    await s.ended();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
    expect(s.world.path.connections).toBe(1);
  });

  test.each([0, 1, 5, 50, 200, 300])(
    "[PAGE8] after %i messages is replaced in the same session, and every file arrives once",
    async (messages) => {
      let left = messages;
      s.world.path.tamper = (message) => {
        if (left-- === 0) s.world.path.cut();
        return message;
      };
      const files = [file("a.bin", 200_000), file("empty.txt", 0), file("b.bin", 900_000), file("c.bin", 9)];
      await s.waiting(...files);
      s.bob.controller.join(s.alice.code());
      await s.bob.until(({ session }) => session.at === "connected" && session.offered === true);
      s.bob.controller.accept();
      await s.ended();
      for (const page of s.both) expect(page.outcome()).toEqual(["done", "done", "done", "done"]);
      expect(s.bob.saved.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
      expect(s.bob.saved.map(({ bytes }) => bytes)).toEqual(
        await Promise.all(files.map(({ blob }) => blob.bytes())),
      );
      expect(s.world.path.connections).toBe(2);
    },
  );

  test(`[XFER14] again and again costs no byte and moves none twice, seed ${SEED}`, async () => {
    let seen = 0;
    let bytesMoved = 0;
    s.world.path.tamper = (message) => {
      if (typeof message !== "string") bytesMoved += message.byteLength - 16;
      if (++seen % 97 === 0) s.world.path.cut();
      return message;
    };
    const sent = file("a.bin", 2_000_000);
    await s.accepted(sent);
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
    expect(s.bob.saved.map(({ bytes }) => bytes)).toEqual([await sent.blob.bytes()]);
    expect(s.world.path.connections).toBeGreaterThan(5);
    expect(bytesMoved).toBe(2_000_000);
  });

  test("[PAGE8] before the answer leaves the offer open", async () => {
    await s.offered(file("a.bin", 50_000));
    s.world.path.cut();
    await s.bob.until(({ session }) => session.at === "connected" && session.interruptedUntil !== undefined);
    await s.bob.until(({ session }) => session.at === "connected" && session.interruptedUntil === undefined);
    expect(s.bob.session).toMatchObject({ offered: true });
    s.bob.controller.accept();
    await s.ended();
    expect(s.bob.outcome()).toEqual(["done"]);
  });

  test("[PAGE8] without a way back is given up when the grace is over", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.blocked = true;
    s.world.path.cut();
    await settled();
    await s.world.pass(119_000);
    for (const page of s.both) expect(page.session).toMatchObject({ at: "connected" });
    await s.world.pass(1_000);
    for (const page of s.both) {
      expect(page.session).toMatchObject({ at: "ended", ending: "peer-left" });
      expect(page.outcome()).toEqual(["peer-left"]);
    }
    expect(s.bob.saved).toEqual([]);
  });

  test("[PAGE8] on the receiver's side alone is renewed at its wish", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.cutAtReceiver();
    await s.world.pass(10_000);
    await s.ended();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
  });

  test("[XFER14] an offer that differs from the one before breaks the protocol", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.tamper = (message) =>
      (typeof message === "string" ? message.replace('"name":"a.bin"', '"name":"b.exe"') : message) as never;
    s.world.path.cut();
    await s.ended();
    expect(s.bob.session).toMatchObject({ ending: "protocol" });
    expect(s.bob.saved).toEqual([]);
  });
});

test("[SIG14] who was away beyond the grace takes its place again while the channel lives", async () => {
  await s.offered(file("a.bin", 1_000));
  s.world.serverDown = true;
  s.world.dropSocket(1);
  await s.world.pass(130_000);
  expect(s.alice.session.at).toBe("connected");
  s.world.serverDown = false;
  s.bob.controller.wake();
  await settled();
  expect(await s.world.server.store.counts()).toMatchObject({ sessions: 1, peers: 2, away: 0 });
  s.world.path.cut();
  await s.bob.until(({ session }) => session.at === "connected" && session.interruptedUntil === undefined);
  s.bob.controller.accept();
  await s.ended();
  expect(s.bob.outcome()).toEqual(["done"]);
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
