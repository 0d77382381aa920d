import { expect, test } from "bun:test";
import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { xorMappedAddress } from "#protocol/stun/attributes/xor-address.ts";
import { addFingerprint, hasRightFingerprint } from "#protocol/stun/fingerprint.ts";
import { METHOD, type MessageClass } from "#protocol/stun/header.ts";
import { textOf } from "../testing/socket-addresses.ts";
import { TestRelay } from "../testing/test-relay.ts";

test.each([
  ["192.168.1.5", "192.168.1.5:40000"],
  ["::ffff:192.168.1.5", "192.168.1.5:40000"],
  ["2001:db8::7", "2001:db8::7:40000"],
  ["fe80::1%eth0", "fe80::1:40000"],
])("[TURN1] a Binding request from %s is told %s, without credentials", (address, told) => {
  const client = new TestRelay().client({ address, port: 40_000 });
  const answer = client.ask(client.plain(METHOD.binding));
  expect(answer.outcome).toBe("success");
  const mapped = answer.read(xorMappedAddress);
  expect(mapped && textOf(mapped)).toBe(told);
  expect(answer.has(ATTRIBUTE.fingerprint)).toBe(false);
});

test("[TURN1] a Binding indication keeps a line alive: no answer, and nothing is dropped", () => {
  const test = new TestRelay();
  const client = test.client();
  client.say(client.plain(METHOD.binding, undefined, "indication"));
  expect([client.take(), test.drops]).toEqual([[], {}]);
});

test.each<[string, number, MessageClass]>([
  ["a success response", METHOD.binding, "success"],
  ["an error response", METHOD.allocate, "error"],
  ["a Data indication", METHOD.data, "indication"],
  ["an Allocate indication", METHOD.allocate, "indication"],
  ["a Send request", METHOD.send, "request"],
  ["a Connect request (RFC 6062)", 0x00a, "request"],
  ["a request of a method that nobody has", 0xfff, "request"],
])("[TURN1] %s gets no answer", (_, method, messageClass) => {
  const test = new TestRelay();
  const client = test.client();
  client.say(client.plain(method, undefined, messageClass));
  expect([client.take(), test.drops]).toEqual([[], { unexpected: 1 }]);
});

test.each([METHOD.binding, METHOD.allocate])(
  "[TURN6] a request of method %i with a fingerprint gets an answer with one, without it one without",
  (method) => {
    const client = new TestRelay().client();
    const fingerprint = client.ask(client.plain(method, addFingerprint));
    expect(fingerprint.message && hasRightFingerprint(fingerprint.message)).toBe(true);
    client.challenge();
    const signed = client.ask(client.signed(METHOD.refresh, undefined, { fingerprint: true }));
    expect(signed.message && hasRightFingerprint(signed.message)).toBe(true);
    expect(signed.isSignedFor(client.user)).toBe(true);
    expect(client.ask(client.signed(METHOD.refresh)).has(ATTRIBUTE.fingerprint)).toBe(false);
  },
);

test("[TURN6] a message with a wrong fingerprint gets no answer", () => {
  const test = new TestRelay();
  const client = test.client();
  const request = client.plain(METHOD.binding, addFingerprint);
  request[request.length - 1] = (request.at(-1) ?? 0) ^ 1;
  expect(client.ask(request).outcome).toBe("none");
  expect(test.drops).toEqual({ malformed: 1 });
});
