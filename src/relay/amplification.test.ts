import { describe, expect, test } from "bun:test";
import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { nonce, realm, username } from "#protocol/stun/attributes/text.ts";
import { addFingerprint } from "#protocol/stun/fingerprint.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { sign } from "#protocol/stun/integrity.ts";
import { cryptoHash } from "../adapters/crypto-hash.ts";
import { mutated, randomMessage } from "../testing/hostile-packets.ts";
import { type Fill, forUdp, type RelayTestClient } from "../testing/relay-test-client.ts";
import { SeededRandom } from "../testing/seeded-random.ts";
import { TestRelay } from "../testing/test-relay.ts";

const SEED = 8_656;
const FUZZED = 20_000;
const MAX_AMPLIFICATION = 2.5;
/** The longest that may be configured. */
const LONG_REALM = "r".repeat(20);
const EMPTY = new Uint8Array();

const unknown =
  (count: number): Fill =>
  (writer) => {
    for (let i = 0; i < count; i++) writer.addBytes(0x7000 + i, EMPTY);
  };

/** Named attributes, signed with a key that is no user's. */
const named =
  (...texts: readonly string[]): Fill =>
  (writer) => {
    const [name, where, what] = texts;
    if (name !== undefined) writer.add(username, name);
    if (where !== undefined) writer.add(realm, where);
    if (what !== undefined) writer.add(nonce, what);
    sign(writer, "sha1", EMPTY, cryptoHash);
  };

const malformed: Fill = (writer) => {
  writer.addBytes(ATTRIBUTE.username, Uint8Array.of(0xff));
  named()(writer);
};

const twice =
  (...fills: readonly Fill[]): Fill =>
  (writer) => {
    for (const fill of fills) fill(writer);
  };

/** Every answer that somebody gets whom the relay does not know, by what asks for it. */
const QUESTIONS: readonly [string, number, Fill | undefined, number | "success" | "none"][] = [
  ["Binding", METHOD.binding, undefined, "success"],
  ["Binding with a fingerprint", METHOD.binding, addFingerprint, "success"],
  ["Binding with one unknown attribute", METHOD.binding, unknown(1), 420],
  ["Binding with 300 unknown attributes", METHOD.binding, unknown(300), 420],
  [
    "Binding with unknown attributes and a fingerprint",
    METHOD.binding,
    twice(unknown(2), addFingerprint),
    420,
  ],
  ["Allocate", METHOD.allocate, forUdp, 401],
  ["Allocate with a fingerprint", METHOD.allocate, twice(forUdp, addFingerprint), 401],
  ["Allocate without attributes", METHOD.allocate, undefined, "none"],
  ["Refresh without attributes", METHOD.refresh, undefined, "none"],
  ["CreatePermission without attributes", METHOD.createPermission, undefined, "none"],
  ["ChannelBind without attributes", METHOD.channelBind, undefined, "none"],
  ["Allocate without a user name", METHOD.allocate, named(), 400],
  ["Allocate of nobody", METHOD.allocate, named("", "", ""), 438],
  [
    "Allocate of nobody with a stale nonce",
    METHOD.allocate,
    named("1800000009:a", LONG_REALM, "0123456789ab"),
    438,
  ],
  ["Allocate with a malformed name", METHOD.allocate, malformed, 400],
];

function answerBytes(client: RelayTestClient): number {
  return client.take().reduce((sum, { length }) => sum + length, 0);
}

describe.each(["192.0.2.1", "2001:db8::1"])("who asks from %s and has not logged in", (address) => {
  test.each([...QUESTIONS])(
    "[TURN18] with %s gets at most 2.5 times as much over UDP",
    (_, method, fill, outcome) => {
      const test = new TestRelay({ realm: LONG_REALM });
      const client = test.client({ address });
      const request = client.plain(method, fill);
      const answer = client.ask(request);
      expect(answer.outcome).toBe(outcome);
      expect(answer.bytes?.length ?? 0).toBeLessThanOrEqual(MAX_AMPLIFICATION * request.length);
      expect(test.drops).toEqual(outcome === "none" ? { amplification: 1 } : {});
    },
  );

  test.each(["tcp", "tls"] as const)(
    "[TURN18] gets every answer over %s, as nobody can forge that",
    (transport) => {
      const client = new TestRelay({ realm: LONG_REALM }).client({ address, transport });
      const outcomes = QUESTIONS.map(([, method, fill]) => client.ask(client.plain(method, fill)).outcome);
      expect(outcomes).toEqual(QUESTIONS.map(([, , , outcome]) => (outcome === "none" ? 401 : outcome)));
    },
  );

  test("[TURN18] gets a challenge for what a browser sends first: Allocate, its transport and nothing else", () => {
    const client = new TestRelay({ realm: LONG_REALM }).client({ address });
    const request = client.plain(METHOD.allocate, forUdp);
    expect([request.length, client.ask(request).outcome]).toEqual([28, 401]);
  });
});

test(`[TURN18] none of ${FUZZED.toLocaleString("en")} random and mutated messages gets more than 2.5 times as much, seed ${SEED}`, () => {
  const random = new SeededRandom(SEED);
  const test = new TestRelay({ realm: LONG_REALM });
  let answered = 0;
  const client = test.client({ address: "2001:db8::1" });
  client.challenge();
  for (let i = 0; i < FUZZED; i++) {
    const message = random.below(4) > 0 ? randomMessage(random) : mutated(randomMessage(random), random);
    client.say(message);
    const bytes = answerBytes(client);
    if (bytes > MAX_AMPLIFICATION * message.length) throw new Error(`${bytes} bytes for ${message.toHex()}`);
    if (bytes > 0) answered++;
  }
  expect(answered).toBeGreaterThan(FUZZED / 10);
  expect([test.allocations, test.log.lines]).toEqual([0, []]);
});

test("[TURN18] a request that a nonce vouches for is answered in full, and signed", () => {
  const test = new TestRelay({ realm: LONG_REALM });
  const client = test.allocated();
  const answer = client.ask(client.signed(METHOD.refresh));
  expect([answer.outcome, answer.has(ATTRIBUTE.messageIntegrity)]).toEqual(["success", true]);
});
