import { describe, expect, test } from "bun:test";
import { u16At } from "#protocol/bytes.ts";
import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { xorMappedAddress } from "#protocol/stun/attributes/xor-address.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { addressErrorCode } from "#protocol/turn/attributes/address-error-code.ts";
import {
  additionalAddressFamily,
  FAMILY,
  requestedAddressFamily,
} from "#protocol/turn/attributes/address-family.ts";
import { evenPort } from "#protocol/turn/attributes/even-port.ts";
import { lifetime } from "#protocol/turn/attributes/lifetime.ts";
import { xorRelayedAddress } from "#protocol/turn/attributes/peer-address.ts";
import { requestedTransport } from "#protocol/turn/attributes/requested-transport.ts";
import { reservationToken } from "#protocol/turn/attributes/reservation-token.ts";
import { type Answer, type Fill, forUdp } from "../testing/relay-test-client.ts";
import { textOf } from "../testing/socket-addresses.ts";
import { TestRelay } from "../testing/test-relay.ts";

const EMPTY = new Uint8Array();
const reserving: Fill = (writer) => void writer.add(evenPort, true);
const redeeming =
  (token: Uint8Array | undefined): Fill =>
  (writer) =>
    void writer.add(reservationToken, token ?? EMPTY);

function tokenIn(answer: Answer): Uint8Array | undefined {
  return answer.read(reservationToken);
}

describe("an allocation", () => {
  test("[TURN7] is told its relayed address, its lifetime and where it is seen", () => {
    const client = new TestRelay().client({ address: "192.168.1.5", port: 40_000 });
    const answer = client.allocate();
    expect([answer.outcome, answer.read(lifetime)]).toEqual(["success", 600]);
    const mapped = answer.read(xorMappedAddress);
    expect(mapped && textOf(mapped)).toBe("192.168.1.5:40000");
    expect(answer.has(ATTRIBUTE.reservationToken)).toBe(false);
    expect(answer.isSignedFor(client.user)).toBe(true);
  });

  test("[TURN7] has an address of 198.18.0.0/15 that no other one has, and an even port from 49152 on", () => {
    const test = new TestRelay();
    const addresses = Array.from({ length: 1_000 }, () => test.allocated().relayed);
    for (const { ip, port } of addresses) {
      expect(u16At(ip, 0) & 0xfffe).toBe(0xc612);
      expect([port % 2, port >= 49_152, ip[3] === 0 && ip[2] === 0]).toEqual([0, true, false]);
    }
    expect(new Set(addresses.map(({ ip }) => ip.toHex())).size).toBe(1_000);
  });

  test("[TURN7] that is there already is told so with 437, whoever asks", () => {
    const test = new TestRelay();
    const client = test.allocated();
    expect(client.allocate().outcome).toBe(437);
    const other = test.user("another-session");
    Object.assign(client, { user: other });
    const answer = client.allocate();
    expect([answer.outcome, answer.isSignedFor(other)]).toEqual([437, true]);
    expect(test.allocations).toBe(1);
  });

  test("[TURN7] that is asked for again, as the first answer was lost, gets the same answer", () => {
    const test = new TestRelay();
    const client = test.client();
    client.challenge();
    const fill: Fill = (writer) => {
      forUdp(writer);
      reserving(writer);
    };
    const request = client.signed(METHOD.allocate, fill);
    const first = client.ask(request);
    expect(client.ask(request).bytes).toEqual(first.bytes);
    test.pass(30_000);
    const later = client.ask(request);
    expect(later.read(xorRelayedAddress)).toEqual(first.read(xorRelayedAddress));
    expect([tokenIn(later), later.read(lifetime)]).toEqual([tokenIn(first), 570]);
    expect(test.allocations).toBe(1);
  });

  test("[TURN7] remembers its request's transaction id, and not the bytes it came in", () => {
    const test = new TestRelay();
    const client = test.client();
    client.challenge();
    const request = client.signed(METHOD.allocate, forUdp);
    const received = Buffer.from(request);
    test.relay.receive(client, received);
    received.fill(0);
    expect(client.ask(request).outcome).toBe("success");
  });

  test("[TURN7] of another user's request with the same transaction id is a mismatch", () => {
    const test = new TestRelay();
    const client = test.client();
    client.challenge();
    const first = client.signed(METHOD.allocate, forUdp);
    expect(client.ask(first).outcome).toBe("success");
    const thief = test.user("another-session");
    Object.assign(thief, { realm: client.user.realm, nonce: client.user.nonce });
    const answer = client.ask(thief.request(METHOD.allocate, first.subarray(8, 20), forUdp));
    expect([answer.outcome, answer.has(ATTRIBUTE.xorRelayedAddress)]).toEqual([437, false]);
  });

  test("[TURN7] can be had again after the last one has ended", () => {
    const test = new TestRelay();
    const client = test.allocated();
    const { relayed } = client;
    client.refresh(0);
    expect(client.allocate().outcome).toBe("success");
    expect(client.relayed).not.toEqual(relayed);
  });
});

const udp = forUdp;
const tcp: Fill = (writer) => void writer.add(requestedTransport, 6);
const shortTransport: Fill = (writer) =>
  void writer.addBytes(ATTRIBUTE.requestedTransport, Uint8Array.of(17));
const token: Fill = redeeming(new Uint8Array(8));
const shortToken: Fill = redeeming(new Uint8Array(7));
const even: Fill = (writer) => void writer.add(evenPort, false);
const family = (number: number): Fill => {
  return (writer) => void writer.add(requestedAddressFamily, number);
};
const second = (number: number): Fill => {
  return (writer) => void writer.add(additionalAddressFamily, number);
};
const dontFragment: Fill = (writer) => void writer.addBytes(ATTRIBUTE.dontFragment, EMPTY);
const shortLifetime: Fill = (writer) => void writer.addBytes(ATTRIBUTE.lifetime, Uint8Array.of(1));

test.each<[string, readonly Fill[], number | "success"]>([
  ["no transport", [], 400],
  ["a malformed transport", [shortTransport], 400],
  ["TCP to the peer", [tcp], 442],
  ["UDP to the peer", [udp], "success"],
  ["DONT-FRAGMENT", [udp, dontFragment], "success"],
  ["an even port", [udp, even], "success"],
  ["IPv4", [udp, family(FAMILY.ipv4)], "success"],
  ["IPv6", [udp, family(FAMILY.ipv6)], 440],
  ["a family that nobody has", [udp, family(3)], 440],
  ["IPv4 and then IPv6", [udp, family(FAMILY.ipv4), second(FAMILY.ipv6)], 400],
  ["IPv6 besides", [udp, second(FAMILY.ipv6)], "success"],
  ["IPv4 besides", [udp, second(FAMILY.ipv4)], 400],
  ["IPv6 besides, at an even port", [udp, second(FAMILY.ipv6), even], "success"],
  ["IPv6 besides, and a reserved port", [udp, second(FAMILY.ipv6), reserving], 400],
  ["a token and an even port", [udp, token, even], 400],
  ["a token and IPv4", [udp, token, family(FAMILY.ipv4)], 400],
  ["a token and IPv6 besides", [udp, token, second(FAMILY.ipv6)], 400],
  ["a token that nobody gave out", [udp, token], 508],
  ["a malformed token", [udp, shortToken], 400],
  ["a malformed lifetime", [udp, shortLifetime], 400],
])("[TURN8] an Allocate request for %s", (_, fills, outcome) => {
  const test = new TestRelay();
  const client = test.client();
  const answer = client.request(METHOD.allocate, (writer) => {
    for (const fill of fills) fill(writer);
  });
  expect([answer.outcome, answer.isSignedFor(client.user)]).toEqual([outcome, true]);
  expect(test.allocations).toBe(outcome === "success" ? 1 : 0);
});

test("[TURN8] where IPv6 is asked for besides, the answer says that there is none", () => {
  const client = new TestRelay().client();
  const answer = client.allocate(second(FAMILY.ipv6));
  expect(answer.read(addressErrorCode)).toEqual({ family: FAMILY.ipv6, code: 440, reason: "" });
  expect(client.allocation).toBeDefined();
});

describe("a reserved port", () => {
  test("[TURN9] is the one above, for the same user, once", () => {
    const test = new TestRelay();
    const client = test.client();
    const reserved = tokenIn(client.allocate(reserving));
    const next = test.client();
    const answer = next.allocate(redeeming(reserved));
    expect([answer.outcome, answer.has(ATTRIBUTE.reservationToken)]).toEqual(["success", false]);
    expect(next.relayed).toEqual({ ip: client.relayed.ip, port: client.relayed.port + 1 });
    expect(test.client().allocate(redeeming(reserved)).outcome).toBe(508);
  });

  test("[TURN9] is not another user's", () => {
    const test = new TestRelay();
    const reserved = tokenIn(test.client().allocate(reserving));
    expect(test.client({ user: test.user("another") }).allocate(redeeming(reserved)).outcome).toBe(508);
    expect(test.client().allocate(redeeming(reserved)).outcome).toBe("success");
  });

  test.each([
    [29_000, "success"],
    [30_000, 508],
  ] as const)("[TURN9] after %i ms: %p", (ms, outcome) => {
    const test = new TestRelay();
    const user = test.user();
    const reserved = tokenIn(test.client({ user }).allocate(reserving));
    test.pass(ms);
    expect(test.client({ user: test.user() }).allocate(redeeming(reserved)).outcome).toBe(508);
    expect(test.client({ user }).allocate(redeeming(reserved)).outcome).toBe(outcome);
  });

  test("[TURN9] outlives the allocation below it, and lives on its own", () => {
    const test = new TestRelay();
    const [client, next, peer] = [test.client(), test.client(), test.allocated()];
    const reserved = tokenIn(client.allocate(reserving));
    client.refresh(0);
    expect(next.allocate(redeeming(reserved)).outcome).toBe("success");
    peer.permit(next.relayed);
    next.permit(peer.relayed);
    next.sendTo(peer.relayed, "there");
    expect(peer.heard()).toEqual([{ from: textOf(next.relayed), data: "there" }]);
    peer.sendTo(client.relayed, "gone");
    expect([next.take(), test.drops]).toEqual([[], { "no-peer": 1 }]);
  });

  test("[TURN9] is one of at most 1,000 that nobody has come for: further ones get 508", () => {
    const test = new TestRelay();
    const client = test.client();
    for (let i = 0; i < 1_000; i++) {
      expect(client.allocate(reserving).outcome).toBe("success");
      client.refresh(0);
    }
    expect(client.allocate(reserving).outcome).toBe(508);
    expect(client.allocate().outcome).toBe("success");
    test.pass(30_000);
    expect(test.client().allocate(reserving).outcome).toBe("success");
  });
});
