import { beforeEach, describe, expect, test } from "bun:test";
import type { ClientMessage } from "#protocol/signaling/messages.ts";
import { settled } from "../../src/testing/test-signaling.ts";
import { Scenario, sampleFiles } from "../testing/scenario.ts";
import { World } from "../testing/two-pages.ts";

const file = sampleFiles(15);

let s: Scenario;

beforeEach(() => {
  s = new Scenario();
});

/** Both are connected, over one lane. */
async function connected(): Promise<void> {
  await s.offered(file("a.bin", 3_000_000));
}

/** As the engine of one side says it. */
async function want(lanes: number, who: "alice" | "bob" = "alice"): Promise<void> {
  s[who].engineEvents?.lanesWanted(lanes);
  await lookedFor();
}

/** Signals have gone to and fro. */
async function lookedFor(): Promise<void> {
  for (let i = 0; i < 10; i++) await settled();
}

describe("lanes besides the first", () => {
  test.each(["alice", "bob"] as const)("[XFER15] are made by the sender as %s wants them", async (who) => {
    await connected();
    await want(3, who);
    expect(s.world.path.openLanes).toEqual([0, 1, 2]);
    await want(2, who);
    expect(s.world.path.openLanes).toEqual([0, 1]);
    await want(4, who);
    expect(s.world.path.openLanes).toEqual([0, 1, 2, 3]);
  });

  test("[XFER15] are as many as the side wants that wants more", async () => {
    await connected();
    await want(2);
    await want(4, "bob");
    expect(s.world.path.openLanes).toEqual([0, 1, 2, 3]);
    await want(1, "bob");
    expect(s.world.path.openLanes).toEqual([0, 1]);
  });

  test("[SIG25] are never more than the server allows", async () => {
    s = new Scenario(new World({ lanes: 2 }));
    await connected();
    await want(8, "bob");
    expect(s.world.path.openLanes).toEqual([0, 1]);
  });

  test("[XFER15] carry bytes, and only bytes", async () => {
    const carried = new Map<number, Set<string>>();
    s.world.path.tamper = (message, _, lane) => {
      const kind = typeof message === "string" ? /"type":"(\w+)"/.exec(message)?.[1] : "bytes";
      carried.set(lane, (carried.get(lane) ?? new Set()).add(kind ?? ""));
      return message;
    };
    await connected();
    await want(3);
    s.bob.controller.files.accept();
    await s.settled();
    for (const lane of [1, 2]) expect(carried.get(lane)).toEqual(new Set(["ping", "pong", "bytes"]));
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
  });

  test("[XFER15] may be cut one by one in the middle of a file, and no byte is missing", async () => {
    await connected();
    await want(4);
    let seen = 0;
    s.world.path.tamper = (message, _, lane) => {
      if (lane > 0 && ++seen % 100 === 0) s.world.path.cut(lane);
      return message;
    };
    s.bob.controller.files.accept();
    await s.settled();
    expect(s.world.path.openLanes).toEqual([0]);
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
    for (const page of s.both) expect(page.session).not.toHaveProperty("interruptedUntil");
  });

  test("[XFER15] are dropped at once when they are shaky or lost, and made anew 30 s later", async () => {
    await connected();
    await want(3);
    s.world.path.disturb(1);
    await lookedFor();
    expect(s.world.path.openLanes).toEqual([0, 2]);
    s.world.path.cut(2);
    await lookedFor();
    expect(s.world.path.openLanes).toEqual([0]);
    await s.world.pass(29_000);
    expect(s.world.path.openLanes).toEqual([0]);
    await s.world.pass(1_000);
    await lookedFor();
    expect(s.world.path.openLanes).toEqual([0, 1, 2]);
  });

  test("[XFER15] that find no path are given up after 10 s, and the first lane is not touched", async () => {
    await connected();
    s.world.path.blocked = true;
    await want(2);
    await s.world.pass(10_000);
    s.world.path.blocked = false;
    s.world.path.sendLateSignal("sender");
    await lookedFor();
    expect(s.world.path.openLanes).toEqual([0]);
    expect(s.alice.session).not.toHaveProperty("interruptedUntil");
    await s.world.pass(30_000);
    await lookedFor();
    expect(s.world.path.openLanes).toEqual([0, 1]);
  });

  test("[XFER15] go with the first one, and come back with the next wish only", async () => {
    await connected();
    await want(3);
    s.world.path.cut(0);
    await s.bob.isInterrupted();
    await s.bob.isMended();
    await lookedFor();
    expect(s.world.path.openLanes).toEqual([0]);
    await want(2);
    expect(s.world.path.openLanes).toEqual([0, 1]);
  });

  test("[XFER15] are closed with the session", async () => {
    await connected();
    await want(3);
    s.bob.controller.cancel();
    await s.ended();
    await s.world.pass(5_000);
    expect(s.world.path.openLanes).toEqual([]);
  });

  test("[XFER15] wait for a line to the server, without which nobody would hear of them", async () => {
    await connected();
    s.world.serverDown = true;
    s.world.dropSockets();
    await want(2);
    expect(s.world.path.connections).toBe(1);
    s.world.serverDown = false;
    s.alice.controller.wake();
    s.bob.controller.wake();
    await s.world.pass(30_000);
    await lookedFor();
    expect(s.world.path.openLanes).toEqual([0, 1]);
  });

  test("[PAGE8] no connection of a session has the number of another one, whatever its lane", async () => {
    const numbers = new Set<string>();
    const { openSignaling } = s.world;
    s.world.openSignaling = (events) => {
      const socket = openSignaling(events);
      return {
        ...socket,
        send(message) {
          if (isOffer(message)) numbers.add(`${message.lane ?? 0}/${message.connection}`);
          socket.send(message);
        },
      };
    };
    await connected();
    await want(3);
    s.world.path.cut(1);
    await lookedFor();
    await s.world.pass(30_000);
    s.world.path.cut(0);
    await s.bob.isInterrupted();
    await s.bob.isMended();
    await want(2);
    expect([...numbers]).toEqual(["0/0", "1/1", "2/2", "1/3", "0/4", "1/5"]);
  });
});

type Offer = Extract<ClientMessage, { description: unknown }>;

function isOffer(message: ClientMessage): message is Offer {
  return message.type === "signal" && "description" in message && message.description.type === "offer";
}
