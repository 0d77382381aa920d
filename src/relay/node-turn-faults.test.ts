import { describe, expect, test } from "bun:test";
import { METHOD } from "#protocol/stun/header.ts";
import { forUdp, type RelayTestClient } from "../testing/relay-test-client.ts";
import { textOf } from "../testing/socket-addresses.ts";
import { TestRelay } from "../testing/test-relay.ts";

const KEYS = [
  ...["constructor", "__proto__", "prototype", "toString", "toLocaleString", "valueOf", "hasOwnProperty"],
  ...[
    "isPrototypeOf",
    "propertyIsEnumerable",
    "__defineGetter__",
    "__lookupGetter__",
    "",
    "undefined",
    "null",
  ],
];

/** What a lookup in a plain object makes of such a name, as text. */
const PASSWORDS = ["", "undefined", "null", "[object Object]", String(Object), String({}.toString)];

const EXPIRY = 1_800_000_009;

/** Each of these is a fault of node-turn 0.0.6 (docs/adr/0003-own-relay.md). */
describe("unlike node-turn, the relay", () => {
  test.each(KEYS)("[TURN2] does not let the user name %p in", (username) => {
    const test = new TestRelay();
    for (const name of [username, `${username}:a`, `:${username}`]) {
      for (const password of PASSWORDS) {
        const client = test.client({ user: test.user("", { username: name, password }) });
        expect(client.allocate().outcome).toBe(401);
      }
    }
    for (const password of PASSWORDS) {
      const user = test.user("", { username: `${EXPIRY}:${username}`, password });
      expect(test.client({ user }).allocate().outcome).toBe(401);
    }
    expect(test.allocations).toBe(0);
  });

  test("[TURN4] keeps sessions apart that are named like an object's own keys", () => {
    const test = new TestRelay({ userQuota: 2 });
    const names = KEYS.filter((name) => name !== "");
    const pairs = names.map((name) =>
      test.permitted({ user: test.user(name) }, { user: test.user(name), transport: "tcp" }),
    );
    for (const [index, [a, b]] of pairs.entries()) {
      a.sendTo(b.relayed, names[index] ?? "");
      expect(b.heard()).toEqual([{ from: textOf(a.relayed), data: names[index] ?? "" }]);
      const [stranger] = pairs[(index + 1) % pairs.length] ?? [];
      expect(stranger && a.permit(stranger.relayed).outcome).toBe(403);
      expect(test.client({ user: a.user }).allocate().outcome).toBe(486);
    }
  });

  test("[TURN15] survives datagrams of one byte, and empty ones", () => {
    const test = new TestRelay();
    const [a, b] = test.pair();
    const senders = [test.client(), test.client({ transport: "tcp" }), test.allocated(), a];
    for (const sender of senders) {
      sender.say(new Uint8Array());
      for (let byte = 0; byte < 256; byte++) sender.say(Uint8Array.of(byte));
      expect(sender.take()).toEqual([]);
    }
    // And on the way through, where node-turn's socket per allocation was hit.
    for (const data of ["", "x"]) {
      a.sendOn(0x4000, data);
      a.sendTo(b.relayed, data);
    }
    expect(b.heard().map(({ data }) => data)).toEqual(["", "", "x", "x"]);
    expect(test.drops).toEqual({ "not-stun": 4 * 193, malformed: 4 * 64 });
    expect(test.log.lines).toEqual([]);
  });

  test("[TURN10] keeps an allocation that is refreshed", () => {
    const test = new TestRelay();
    const [a, b] = test.pair();
    const { relayed } = a;
    for (const seconds of [undefined, 600, 3_600]) {
      expect(a.refresh(seconds).outcome).toBe("success");
      a.sendOn(0x4000, "still there");
      expect(b.heard()).toEqual([{ from: 0x4001, data: "still there" }]);
    }
    expect([test.allocations, a.relayed]).toEqual([2, relayed]);
  });

  test.each(["sha1", "sha256"] as const)(
    "[TURN2] signs what it answers to a request that is signed with %s",
    (integrity) => {
      const test = new TestRelay();
      const [a, b] = [test.client(), test.allocated()];
      const signing = { integrity };
      const answers = [
        a.request(METHOD.allocate, forUdp, signing),
        a.request(METHOD.allocate, forUdp, signing),
        a.request(METHOD.refresh, undefined, signing),
        a.request(METHOD.createPermission, undefined, signing),
        a.request(METHOD.channelBind, undefined, signing),
        b.permit(b.relayed),
        b.bind(0x4000, b.relayed),
        b.refresh(0),
      ];
      expect(answers.map(({ outcome }) => outcome)).toEqual([
        ...["success", 437, "success", 400, 400],
        ...["success", "success", "success"],
      ] as never);
      const users = answers.map((_, index) => (index < 5 ? a.user : b.user));
      expect(answers.map((answer, index) => answer.isSignedFor(users[index] ?? a.user))).toEqual(
        answers.map(() => true),
      );
    },
  );

  test("[TURN14] carries ChannelData both ways", () => {
    const [a, b] = new TestRelay().pair();
    const say = (from: RelayTestClient, channel: number, to: RelayTestClient, back: number) => {
      from.sendOn(channel, "data");
      expect(to.heard()).toEqual([{ from: back, data: "data" }]);
    };
    for (let i = 0; i < 3; i++) {
      say(a, 0x4000, b, 0x4001);
      say(b, 0x4001, a, 0x4000);
    }
  });

  test("[TURN16] keeps nothing of what has ended", () => {
    const test = new TestRelay({ userQuota: 2, totalQuota: 2 });
    const ends: readonly ((client: RelayTestClient) => unknown)[] = [
      (client) => client.refresh(0),
      (client) => test.relay.left(client),
      () => test.pass(600_000),
    ];
    for (const end of ends) {
      const pair = test.pair({ transport: "tcp" }, { transport: "tls" });
      for (const client of pair) end(client);
      test.pass(1_000);
      expect(test.relay.counts().allocations).toBe(0);
      for (const client of pair) expect(client.allocation).toBe(undefined);
    }
  });
});
