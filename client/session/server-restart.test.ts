import { beforeEach, describe, expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { Scenario, sampleFiles } from "../testing/scenario.ts";

const SEED = 41;
const file = sampleFiles(SEED);

let s: Scenario;

beforeEach(() => {
  s = new Scenario();
});

describe("a server that was restarted", () => {
  test("[SIG15] gives a waiting sender another code, and says why", async () => {
    await s.waiting(file("a.bin", 100));
    const old = s.alice.code();
    s.world.restartServer();
    await s.reconnected();
    expect(s.alice.session).toMatchObject({ at: "waiting", notice: "code-replaced" });
    expect(s.alice.code()).not.toBe(old);
    s.bob.controller.join(s.alice.code());
    await s.bob.at("connected");
  });

  test("[PAGE3] does not touch a running transfer, and knows its session again", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.hold();
    s.world.restartServer();
    await s.reconnected();
    expect(await s.world.server.store.counts()).toMatchObject({ sessions: 1, peers: 2, away: 0 });
    s.world.path.release();
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
  });

  test("[SIG15] twice, and with the channel lost in the end, is still no obstacle", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.frozen = true; // the bytes wait, so that there is something left to be lost
    s.world.restartServer();
    await s.reconnected();
    s.world.restartServer();
    await s.reconnected();
    s.world.path.frozen = false;
    s.world.path.cut();
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
  });

  test("[SIG15] at the same moment as the channel is lost, as with a relay in it, ends nothing", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.restartServer();
    s.world.path.cut();
    await Promise.all(s.both.map((page) => page.until(() => page.outcome()[0] === "interrupted")));
    await s.reconnected();
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
    expect(s.world.path.connections).toBeGreaterThan(1);
  });
});

describe("a session that the server has forgotten", () => {
  test("[SIG15] is asked for again where the server refuses it for now", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.hold();
    s.world.restartServer({ maxSessions: 1 });
    const other = await s.world.server.browser().say({ type: "create" });
    await s.world.pass(10_000);
    expect(await s.world.server.store.counts()).toMatchObject({ sessions: 1, waiting: 1 });
    await other.say({ type: "leave" });
    await s.world.pass(60_000);
    expect(await s.world.server.store.counts()).toMatchObject({ sessions: 1, peers: 2, away: 0 });
    s.world.path.release();
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
  });

  test("[SIG15] because it was ended is over at once for who was away meanwhile", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.blocked = true;
    s.world.path.cut();
    await settled();
    s.world.serverDown = true;
    s.world.dropSocket(1);
    s.alice.controller.cancel();
    await s.world.pass(1_000);
    s.world.serverDown = false;
    s.bob.controller.wake();
    await s.world.pass(1_000);
    expect(s.bob.session).toMatchObject({ at: "ended", ending: "peer-left" });
    expect(await s.world.server.store.counts()).toMatchObject({ sessions: 0 });
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
  await s.bob.isMended();
  s.bob.controller.files.accept();
  await s.settled();
  expect(s.bob.outcome()).toEqual(["done"]);
});
