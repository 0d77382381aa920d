import { beforeEach, describe, expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { Scenario, sampleFiles } from "../testing/scenario.ts";
import { World } from "../testing/two-pages.ts";

const FRESH_MS = 300_000;
const file = sampleFiles(5);

let s: Scenario;
/** Lists that the server has made. */
let made: number;

beforeEach(() => {
  made = 0;
  s = new Scenario(
    new World({
      ttlMs: 10 * FRESH_MS,
      iceServersFreshMs: FRESH_MS,
      iceServers: () => [{ urls: "turn:nas.local", username: "u", credential: String(++made) }],
    }),
  );
});

/** Numbers of the lists with which the latest searches for a path began, the sender's first. */
function latestLists(): number[] {
  return (["sender", "receiver"] as const).map((role) => {
    const search = s.world.path.searches.findLast((one) => one.role === role);
    return Number(search?.iceServers[0]?.credential);
  });
}

describe("ICE servers", () => {
  test("[PAGE11] that the server sends later are those of the next ICE restart", async () => {
    await s.offered(file("a.bin", 3_000_000));
    expect(latestLists()).toEqual([1, 2]);
    await s.world.pass(FRESH_MS);
    expect([made, s.world.path.searches.length]).toEqual([4, 2]); // and what works is left alone
    s.world.path.stall();
    s.bob.controller.files.accept();
    await s.settled();
    expect(latestLists()).toEqual([3, 4]);
    expect(s.world.path.connections).toBe(1);
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
  });

  test("[PAGE11] that the server sends later are those of the next connection", async () => {
    await s.offered(file("a.bin", 1_000));
    await s.world.pass(FRESH_MS);
    s.world.path.cut();
    await s.bob.isInterrupted();
    await s.bob.isMended();
    expect(latestLists()).toEqual([3, 4]);
  });

  test("[PAGE11] that came while a code waited are those of its first connection", async () => {
    await s.waiting(file("a.bin", 1_000));
    await s.world.pass(FRESH_MS);
    s.bob.controller.join(s.alice.code());
    await Promise.all([s.alice.at("connected"), s.bob.at("connected")]);
    expect(latestLists()).toEqual([2, 3]);
  });

  test("[PAGE11] come with a line that is back, before anything is tried again on it", async () => {
    s.world.path.blocked = true;
    await s.waiting(file("a.bin", 1_000));
    s.bob.controller.join(s.alice.code());
    await Promise.all([s.alice.at("connecting"), s.bob.at("connecting")]);
    await settled();
    s.world.path.blocked = false;
    s.world.dropSockets();
    await s.reconnected();
    await Promise.all([s.alice.at("connected"), s.bob.at("connected")]);
    expect(latestLists().every((number) => number > 2)).toBe(true);
  });

  test("[PAGE11] come from a server that was restarted, which knows no credentials of the one before", async () => {
    await s.offered(file("a.bin", 1_000));
    s.world.restartServer();
    await s.reconnected();
    s.world.path.cut();
    await s.bob.isInterrupted();
    await s.bob.isMended();
    expect(latestLists().every((number) => number > 2)).toBe(true);
  });
});
