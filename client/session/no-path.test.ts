import { beforeEach, describe, expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { Scenario, sampleFiles } from "../testing/scenario.ts";
import { World } from "../testing/two-pages.ts";
import type { IceChoice } from "./ice-choice.ts";
import type { HeldPlace } from "./server-link.ts";
import { WAITS } from "./waits.ts";

const file = sampleFiles(3);
const URL = "turn:nas.local:3478?transport=udp";
const relay = { host: "nas.local", port: 3_478 };

let s: Scenario;

/** A server with a relay, or without one, and no way between the two pages. */
function start(choice: IceChoice = "all", hasRelay = true): void {
  const iceServers = () => (hasRelay ? [{ urls: [URL], username: "u", credential: "p" }] : []);
  s = new Scenario(new World({ iceServers }), choice);
  s.world.path.blocked = true;
}

/** Both have found each other at the server, and have told each other what they found. */
async function connecting(): Promise<void> {
  await s.waiting(file("a.bin", 100));
  s.bob.controller.join(s.alice.code());
  await Promise.all([s.alice.at("connecting"), s.bob.at("connecting")]);
  await settled();
}

beforeEach(() => start());

describe("devices without a path to each other", () => {
  test.each([
    ["no relay candidate on either side", ["host"], ["host"], "relay-unreachable", "relay-unreachable"],
    ["only the sender's", ["host", "relay"], ["host"], "relay-unreachable-there", "relay-unreachable"],
    ["only the receiver's", [], ["srflx", "relay"], "relay-unreachable", "relay-unreachable-there"],
    ["both", ["host", "relay"], ["relay"], "relay-failed", "relay-failed"],
  ] as const)("[PAGE10] say why: %s", async (_, sender, receiver, atAlice, atBob) => {
    s.world.path.finds.sender = sender;
    s.world.path.finds.receiver = receiver;
    await connecting();
    await s.world.pass(30_000);
    const named = (problem: string) => (problem === "relay-unreachable" ? { problem, relay } : { problem });
    expect(s.alice.session).toEqual({ at: "stopped", ...named(atAlice), sending: true } as never);
    expect(s.bob.session).toEqual({ at: "stopped", ...named(atBob), sending: false } as never);
  });

  test("[PAGE10] name the relay's own answer", async () => {
    s.world.path.failures.sender = [
      ["stun:nas.local:3478", 701],
      [URL, 486],
    ];
    await connecting();
    await s.world.pass(30_000);
    expect(s.alice.session).toMatchObject({ problem: "relay-refused", relay: { ...relay, answer: 486 } });
    expect(s.bob.session).toMatchObject({ problem: "relay-unreachable" });
  });

  test.each([
    ["relay", false, "relay-missing"],
    ["relay", true, "relay-unreachable"],
    ["direct", true, "no-direct-path"],
    ["direct", false, "cannot-connect"],
    ["all", false, "cannot-connect"],
  ] as const)("[PAGE9] with the choice %p and a relay: %p it is %s", async (choice, hasRelay, problem) => {
    start(choice, hasRelay);
    await connecting();
    await s.world.pass(30_000);
    for (const page of s.both) expect(page.session).toMatchObject({ at: "stopped", problem });
  });

  test.each([
    [[], [], "relay-unreachable"],
    [["relay"], [], "relay-unreachable-there"],
    [["relay"], ["relay"], "relay-failed"],
  ] as const)("[PAGE9] say that only the relay was tried: %p, %p", async (sender, receiver, problem) => {
    start("relay");
    s.world.path.finds.sender = sender;
    s.world.path.finds.receiver = receiver;
    await connecting();
    await s.world.pass(30_000);
    expect(s.alice.session).toMatchObject({ at: "stopped", problem, relayOnly: true });
  });

  test("[PAGE10] name the relay that gave no answer", async () => {
    s.world.path.failures.sender = [["turn:far.example:13478?transport=udp", 701]];
    await connecting();
    await s.world.pass(30_000);
    const far = { host: "far.example", port: 13_478 };
    expect(s.alice.session).toMatchObject({ problem: "relay-unreachable", relay: far });
    expect(s.bob.session).toMatchObject({ problem: "relay-unreachable", relay });
  });

  test("[PAGE10] say why soon where the browser gives up, and where the other side did first", async () => {
    await connecting();
    await s.world.pass(5_000);
    s.world.path.failAll("sender");
    await s.world.pass(WAITS.farewell);
    for (const page of s.both) expect(page.session).toMatchObject({ problem: "relay-unreachable" });
  });

  test.each([
    [4_000, "peer-left"],
    [5_000, "relay-unreachable"],
  ])("[PAGE10] after a search of %i ms take the other's leaving for %s", async (ms, problem) => {
    await connecting();
    await s.world.pass(ms);
    s.bob.controller.leave();
    await settled();
    expect(s.alice.session).toMatchObject({ at: "stopped", problem });
  });

  test("[PAGE10] blame nobody's relay for a device that does not come back", async () => {
    await connecting();
    s.world.serverDown = true;
    s.world.dropSocket(1);
    await s.alice.until(({ session }) => session.at === "connecting" && session.peerAway === true);
    await s.world.pass(121_000);
    expect(s.alice.session).toMatchObject({ at: "stopped", problem: "peer-left" });
    expect(s.bob.session).toMatchObject({ at: "stopped", problem: "server-unreachable" });
  });
});

describe("a first connection that ends before its channel is open", () => {
  const ends = {
    "by a channel that closes": () => s.alice.engineEvents?.laneClosed(0),
    "by a browser that gives it up": () => s.world.path.failAll("sender"),
  };

  test.each(Object.entries(ends))(
    "[PAGE10] %s ends as the server says: the other device left",
    async (_, end) => {
      await connecting();
      end();
      await s.world.pass(WAITS.farewell - 1);
      expect(s.alice.session.at).toBe("connecting");
      s.bob.controller.leave();
      await settled();
      expect(s.alice.session).toMatchObject({ at: "stopped", problem: "peer-left" });
    },
  );

  test.each(Object.entries(ends))(
    "[PAGE10] %s says why there is no path where the server says nothing",
    async (_, end) => {
      await connecting();
      end();
      await s.world.pass(WAITS.farewell);
      expect(s.alice.session).toMatchObject({ at: "stopped", problem: "relay-unreachable" });
    },
  );

  test("[PAGE10] blames no path where one was found, however long the search took", async () => {
    await connecting();
    await s.world.pass(5_000);
    s.world.path.find();
    s.bob.controller.leave();
    await settled();
    expect(s.alice.session).toMatchObject({ at: "stopped", problem: "peer-left" });
  });

  test("[PAGE10] blames no path either where the server says nothing", async () => {
    await connecting();
    s.world.path.find();
    s.alice.engineEvents?.laneClosed(0);
    await s.world.pass(WAITS.farewell);
    expect(s.alice.session).toMatchObject({ at: "stopped", problem: "peer-left" });
  });

  test("[PAGE8] is replaced where the other device had only lost its line to the server", async () => {
    await connecting();
    s.world.path.failAll();
    s.world.path.blocked = false;
    s.world.dropSocket(1);
    await s.world.pass(WAITS.farewell);
    await Promise.all([s.alice.at("connected"), s.bob.at("connected")]);
  });

  test("[PAGE8] is not final where the other device is back on another line", async () => {
    await connecting();
    s.world.path.failAll("receiver");
    const [place] = s.world.places as unknown as [Pick<HeldPlace, "sessionId" | "resumeToken">];
    s.world.openSignaling({ message() {}, lost() {} }).send({ type: "resume", ...place });
    await s.world.pass(WAITS.farewell);
    expect(s.bob.session.at).toBe("connecting");
  });

  test("[PAGE8] is not mistaken for its successor, which has no channel yet", async () => {
    await connecting();
    s.bob.engineEvents?.laneClosed(0);
    await s.world.pass(WAITS.farewell);
    expect(s.bob.session.at).toBe("connecting");
  });
});
