import { expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { World } from "../testing/two-pages.ts";
import { LoopSession } from "./loop-session.ts";

const RELAY = [{ urls: ["turn:nas.local:3478"], username: "u", credential: "p" }];
const ONCE = { count: 1, periodMs: 60_000 };

test("[DIAG6] a page meets itself in a session, and gets the ICE servers of both places", async () => {
  const world = new World({ iceServers: () => RELAY });
  const session = new LoopSession(world);
  expect(await session.roundTrip()).toBe(0);
  expect(await session.meet()).toEqual({ host: RELAY, guest: RELAY });
  expect(await world.server.store.counts()).toMatchObject({ sessions: 1, peers: 2 });
  session.close();
  await settled();
  expect(await world.server.store.counts()).toMatchObject({ sessions: 0, peers: 0 });
  expect(world.sockets).toBe(0);
});

test("[DIAG6] it costs one code made, one tried, and no wrong one", async () => {
  const world = new World({ quotas: { creates: ONCE, joins: ONCE, misses: ONCE } });
  const session = new LoopSession(world);
  expect(await session.meet()).toHaveProperty("guest");
  session.close();
  const another = new LoopSession(world);
  expect(await another.meet()).toEqual({ type: "refused" });
  another.close();
  await settled();
  expect(world.sockets).toBe(0);
});

test("[DIAG4] a server that is gone, or says nothing, is no wait without an end", async () => {
  const world = new World();
  world.serverDown = true;
  expect(await new LoopSession(world).roundTrip()).toEqual({ type: "closed", code: 1006 });
  world.serverDown = false;
  world.serverSilent = true;
  const asking = new LoopSession(world).roundTrip();
  await world.pass(8_000);
  expect(await asking).toEqual({ type: "silent" });
});

test("[DIAG6] closed in the middle, it leaves nothing behind and answers nobody any more", async () => {
  const world = new World();
  const session = new LoopSession(world);
  const meeting = session.meet();
  session.close();
  expect(await meeting).toEqual({ type: "silent" });
  await settled();
  expect(world.sockets).toBe(0);
  expect(await world.server.store.counts()).toMatchObject({ sessions: 0 });
  expect(await session.meet()).toEqual({ type: "silent" });
});
