import { describe, expect, test } from "bun:test";
import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { nonce, realm, username } from "#protocol/stun/attributes/text.ts";
import { unknownAttributes } from "#protocol/stun/attributes/unknown-attributes.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { sign } from "#protocol/stun/integrity.ts";
import { lifetime } from "#protocol/turn/attributes/lifetime.ts";
import { cryptoHash } from "../adapters/crypto-hash.ts";
import type { TurnUserOptions } from "../self-check/turn-user.ts";
import { type Fill, forUdp } from "../testing/relay-test-client.ts";
import { CREDENTIAL_MS, REALM, TestRelay } from "../testing/test-relay.ts";

const NONCE_MS = 600_000;
const EMPTY = new Uint8Array();
const KEY = new Uint8Array(16);

describe("long-term credentials", () => {
  test.each([METHOD.allocate, METHOD.refresh, METHOD.createPermission, METHOD.channelBind])(
    "[TURN2] a request of method %i without integrity gets 401, a realm and a nonce",
    (method) => {
      const client = new TestRelay().client();
      const answer = client.ask(client.plain(method, forUdp));
      expect([answer.outcome, answer.read(realm)]).toEqual([401, REALM]);
      expect(answer.read(nonce)).toMatch(/^[A-Za-z0-9+/]{12}$/);
      expect(answer.integrity).toBe(undefined);
    },
  );

  test.each(["sha1", "sha256"] as const)(
    "[TURN2] a request signed with %s gets an answer that is signed so, be it a success or not",
    (integrity) => {
      const client = new TestRelay().client();
      const unknown = (writer: Parameters<Fill>[0]) => void writer.addBytes(0x7fff, EMPTY);
      const answers = [
        client.request(METHOD.refresh, undefined, { integrity }),
        client.request(METHOD.allocate, unknown, { integrity }),
        client.request(METHOD.allocate, forUdp, { integrity }),
        client.request(METHOD.createPermission, undefined, { integrity }),
      ];
      expect(answers.map(({ outcome }) => outcome)).toEqual([437, 420, "success", 400]);
      for (const answer of answers) {
        expect([answer.integrity, answer.isSignedFor(client.user)]).toEqual([integrity, true]);
      }
    },
  );

  test.each([
    ["user name", ATTRIBUTE.username],
    ["realm", ATTRIBUTE.realm],
    ["nonce", ATTRIBUTE.nonce],
  ])("[TURN2] integrity without a %s gets 400, not signed, and nothing to try again with", (_, left) => {
    const client = new TestRelay().client();
    client.challenge();
    const { user } = client;
    const answer = client.ask(
      client.plain(METHOD.allocate, (writer) => {
        forUdp(writer);
        if (left !== ATTRIBUTE.username) writer.add(username, user.username);
        if (left !== ATTRIBUTE.realm) writer.add(realm, user.realm);
        if (left !== ATTRIBUTE.nonce) writer.add(nonce, user.nonce);
        sign(writer, "sha1", user.key, cryptoHash);
      }),
    );
    expect(answer.outcome).toBe(400);
    const told = [ATTRIBUTE.messageIntegrity, ATTRIBUTE.realm, ATTRIBUTE.nonce];
    expect(told.filter((type) => answer.has(type))).toEqual([]);
  });

  test.each<[string, Partial<TurnUserOptions>]>([
    ["a wrong password", { password: "wrong" }],
    ["an empty password", { password: "" }],
    ["another server's secret", { secret: "another" }],
    ["a user name without an expiry", { username: "alice" }],
    ["an empty user name", { username: "" }],
    ["an expiry that is no number", { username: "1e12:a" }],
    ["an expiry with a sign", { username: "-1:a" }],
    ["an expiry that was", { expiresAt: 1_799_999_999_000 }],
    ["an expiry that is now", { expiresAt: 1_800_000_000_000 }],
    ["a user name of 600 bytes", { username: `1800000009:${"x".repeat(589)}` }],
  ])("[TURN2] %s gets 401 and a nonce, not signed", (_, options) => {
    const test = new TestRelay();
    const client = test.client({ user: test.user("a-session", options) });
    const answer = client.allocate();
    expect([answer.outcome, answer.integrity, answer.has(ATTRIBUTE.nonce)]).toEqual([401, undefined, true]);
    expect(test.allocations).toBe(0);
  });

  test("[TURN2] another realm gets 401, whichever the signature is made with", () => {
    const client = new TestRelay().client();
    client.challenge();
    const { key, nonce: told } = client.user;
    client.user.realm = "elsewhere";
    expect(client.allocate().outcome).toBe(401);
    const request = client.plain(METHOD.allocate, (writer) => {
      forUdp(writer);
      writer.add(username, client.user.username).add(realm, "elsewhere").add(nonce, told);
      sign(writer, "sha1", key, cryptoHash);
    });
    expect(client.ask(request).outcome).toBe(401);
  });

  test("[TURN2] a request with any one bit flipped gets nothing done", () => {
    const test = new TestRelay();
    const client = test.allocated();
    const request = client.signed(METHOD.refresh, (writer) => void writer.add(lifetime, 0));
    for (let bit = 0; bit < 8 * request.length; bit++) {
      const flipped = request.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
      client.say(flipped);
      client.take();
      if (test.allocations === 0) throw new Error(`bit ${bit}`);
    }
    expect(client.ask(request).outcome).toBe("success");
    expect(test.allocations).toBe(0);
  });

  test("[TURN2] a request that somebody sends from a client's address changes nothing", () => {
    const test = new TestRelay();
    const client = test.allocated();
    const thief = test.user("a-session", { password: "guessed" });
    Object.assign(thief, { realm: client.user.realm, nonce: client.user.nonce });
    const request = thief.request(METHOD.refresh, new Uint8Array(12), (writer) => {
      writer.add(lifetime, 0);
    });
    expect(client.ask(request).outcome).toBe(401);
    expect(client.ask(client.plain(METHOD.refresh, (w) => void w.add(lifetime, 0))).outcome).toBe(401);
    expect(test.allocations).toBe(1);
  });
});

describe("a nonce", () => {
  test("[TURN3] is good for ten minutes; then there is a new one with 438", () => {
    const test = new TestRelay();
    const client = test.allocated();
    test.pass(NONCE_MS - 1_000);
    expect(client.ask(client.signed(METHOD.refresh)).outcome).toBe("success");
    test.pass(1_000);
    const stale = client.ask(client.signed(METHOD.refresh));
    expect([stale.outcome, stale.read(realm)]).toEqual([438, REALM]);
    expect(stale.read(nonce)).not.toBe(client.user.nonce);
    expect(client.refresh().outcome).toBe("success");
  });

  test.each([
    ["address", { address: "192.0.2.8" }],
    ["port", { port: 50_001 }],
    ["transport", { transport: "tcp" }],
  ] as const)("[TURN3] is good for the %s that it was given to", (_, differing) => {
    const test = new TestRelay();
    const at = { transport: "udp", address: "192.0.2.7", port: 50_000 } as const;
    const [owner, same, other] = [test.client(at), test.client(at), test.client({ ...at, ...differing })];
    owner.challenge();
    for (const client of [same, other]) Object.assign(client, { user: owner.user });
    const ask = (client: typeof owner) => client.ask(client.signed(METHOD.refresh)).outcome;
    expect([ask(same), ask(other)]).toEqual([437, 438]);
  });

  test.each(["", "AAAAAAAAAAAA", "obMatJos2AAAA", "a".repeat(128), "…"])(
    "[TURN3] that nobody gave out is stale: %p",
    (made) => {
      const client = new TestRelay().client();
      client.challenge();
      client.user.nonce = made;
      expect(client.ask(client.signed(METHOD.allocate, forUdp)).outcome).toBe(438);
    },
  );

  test("[TURN3] of a time that has not come is stale", () => {
    const [now, later] = [new TestRelay(), new TestRelay()];
    later.pass(5_000);
    const at = { address: "192.0.2.7" };
    const [client, other] = [now.client(at), later.client(at)];
    client.challenge();
    other.challenge();
    Object.assign(client.user, { nonce: other.user.nonce });
    expect(client.ask(client.signed(METHOD.refresh)).outcome).toBe(438);
    now.pass(5_000);
    expect(client.ask(client.signed(METHOD.refresh)).outcome).toBe(437);
  });
});

describe("a user name", () => {
  test("[TURN4] may be an expiry alone, as coturn's tools have it", () => {
    const test = new TestRelay();
    const user = test.user("", { username: "1800000009" });
    expect(test.client({ user }).allocate().outcome).toBe("success");
  });

  test("[TURN4] lets in until the second that it names", () => {
    const test = new TestRelay();
    const user = test.user();
    test.pass(CREDENTIAL_MS - 1_000);
    expect(test.client({ user }).allocate().outcome).toBe("success");
    test.pass(1_000);
    expect(test.client({ user }).allocate().outcome).toBe(401);
  });

  test("[TURN4] that has run out still keeps the allocation that was made with it, and that only", () => {
    const test = new TestRelay();
    const user = test.user("a-session", { expiresAt: test.clock.wall() + 60_000 });
    const [client, peer] = [test.allocated({ user }), test.allocated()];
    test.pass(120_000);
    expect(client.refresh().outcome).toBe("success");
    expect(client.permit(peer.relayed).outcome).toBe("success");
    expect(client.bind(0x4000, peer.relayed).outcome).toBe("success");
    expect(client.refresh(0).outcome).toBe("success");
    expect(client.refresh().outcome).toBe(401);
  });

  test("[TURN4] of the same session, but newer, reaches the same peers", () => {
    const test = new TestRelay();
    const older = test.allocated();
    test.pass(60_000);
    const newer = test.allocated({ user: test.user() });
    expect(newer.user.username).not.toBe(older.user.username);
    expect(newer.permit(older.relayed).outcome).toBe("success");
  });
});

describe("attributes", () => {
  test("[TURN5] that must be known and are not are named with 420, each once", () => {
    const client = new TestRelay().client();
    const fill: Fill = (writer) => {
      for (const type of [0x7fff, 0x0003, 0x7fff, 0x8022, 0xffff]) writer.addBytes(type, EMPTY);
    };
    const binding = client.ask(client.plain(METHOD.binding, fill));
    expect([binding.outcome, binding.read(unknownAttributes)]).toEqual([420, [0x7fff, 0x0003]]);
    const allocate = client.allocate(fill);
    expect([allocate.outcome, allocate.read(unknownAttributes)]).toEqual([420, [0x7fff, 0x0003]]);
    expect(allocate.isSignedFor(client.user)).toBe(true);
  });

  test("[TURN5] are not looked at before it is known who asks", () => {
    const client = new TestRelay().client();
    const fill: Fill = (writer) => void writer.addBytes(0x7fff, KEY);
    expect(client.ask(client.plain(METHOD.allocate, fill)).outcome).toBe(401);
  });

  test.each([
    ["a user name that is no UTF-8", ATTRIBUTE.username, Uint8Array.of(0xff)],
    ["a realm of 764 bytes", ATTRIBUTE.realm, new Uint8Array(764)],
    ["a nonce of 764 bytes", ATTRIBUTE.nonce, new Uint8Array(764)],
  ])("[TURN5] that are malformed get 400: %s", (_, type, value) => {
    const client = new TestRelay().client();
    const request = client.plain(METHOD.allocate, (writer) => {
      writer.addBytes(type, value);
      sign(writer, "sha1", KEY, cryptoHash);
    });
    expect(client.ask(request).outcome).toBe(400);
  });
});
