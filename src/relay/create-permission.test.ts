import { expect, test } from "bun:test";
import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { xorPeerAddress } from "#protocol/turn/attributes/peer-address.ts";
import { addressOf, textOf } from "../testing/socket-addresses.ts";
import { TestRelay } from "../testing/test-relay.ts";

const PERMISSION_MS = 300_000;
const LAN = addressOf("192.168.1.5");

test("[TURN11] a permission lets data through for five minutes, to the second", () => {
  const test = new TestRelay();
  const [client, peer] = test.permitted();
  test.pass(PERMISSION_MS - 1_000);
  client.sendTo(peer.relayed, "in time");
  expect(peer.heard()).toEqual([{ from: textOf(client.relayed), data: "in time" }]);
  test.pass(1_000);
  client.sendTo(peer.relayed, "too late");
  expect([peer.take(), test.drops]).toEqual([[], { "no-permission": 1 }]);
});

test("[TURN11] a permission that is asked for again is good for five minutes from then on", () => {
  const test = new TestRelay();
  const [client, peer] = test.permitted();
  test.pass(200_000);
  for (const [one, other] of [
    [client, peer],
    [peer, client],
  ] as const) {
    const answer = one.permit(other.relayed);
    expect([answer.outcome, answer.isSignedFor(one.user)]).toEqual(["success", true]);
  }
  test.pass(PERMISSION_MS - 1_000);
  client.sendTo(peer.relayed, "in time");
  expect(peer.heard().length).toBe(1);
  test.pass(1_000);
  client.sendTo(peer.relayed, "too late");
  expect(peer.heard().length).toBe(0);
});

test("[TURN11] a permission is for the address, whatever port is named", () => {
  const test = new TestRelay();
  const [client, peer] = [test.allocated(), test.allocated()];
  peer.permit({ ...client.relayed, port: 9 });
  expect(client.permit({ ...peer.relayed, port: 0 }).outcome).toBe("success");
  client.sendTo(peer.relayed, "here");
  expect(peer.heard().length).toBe(1);
});

test("[TURN11] a permission covers one allocation, not its neighbour", () => {
  const test = new TestRelay();
  const [client, peer] = test.permitted();
  const neighbour = test.allocated();
  neighbour.permit(client.relayed);
  client.sendTo(neighbour.relayed, "not for you");
  expect([neighbour.take(), peer.take(), test.drops]).toEqual([[], [], { "no-permission": 1 }]);
});

test("[TURN11] of several addresses all are permitted", () => {
  const test = new TestRelay();
  const client = test.allocated();
  const peers = Array.from({ length: 5 }, () => test.allocated());
  for (const peer of peers) peer.permit(client.relayed);
  expect(client.permit(...peers.map(({ relayed }) => relayed)).outcome).toBe("success");
  for (const peer of peers) client.sendTo(peer.relayed, "all");
  expect(peers.map((peer) => peer.heard().length)).toEqual([1, 1, 1, 1, 1]);
});

test.each([
  ["an address of the LAN", LAN, 403],
  ["one of IPv6", addressOf("2001:db8::1"), 443],
] as const)("[TURN11] of several addresses none is permitted where there is %s", (_, other, outcome) => {
  const test = new TestRelay();
  const [client, peer] = [test.allocated(), test.allocated()];
  peer.permit(client.relayed);
  expect(client.permit(peer.relayed, other).outcome).toBe(outcome);
  expect(client.permit(other, peer.relayed).outcome).toBe(outcome);
  client.sendTo(peer.relayed, "none");
  expect([peer.take(), test.drops]).toEqual([[], { "no-permission": 1 }]);
});

test("[TURN11] a request without an address gets 400, and so does one with half an address", () => {
  const test = new TestRelay();
  const [client, peer] = [test.allocated(), test.allocated()];
  expect(client.permit().outcome).toBe(400);
  const answer = client.request(METHOD.createPermission, (writer) => {
    writer.add(xorPeerAddress, peer.relayed).addBytes(ATTRIBUTE.xorPeerAddress, Uint8Array.of(0, 1, 0));
  });
  expect([answer.outcome, answer.isSignedFor(client.user)]).toEqual([400, true]);
  expect(client.allocation?.permissionCount).toBe(0);
});

test("[TURN16] there are at most 128 permissions: further ones get 508, those there are can be refreshed", () => {
  const test = new TestRelay();
  const client = test.allocated();
  const peers = Array.from({ length: 130 }, () => test.allocated().relayed);
  expect(client.permit(...peers.slice(0, 127)).outcome).toBe("success");
  expect(client.permit(...peers.slice(127, 129)).outcome).toBe(508);
  expect(client.allocation?.permissionCount).toBe(127);
  expect(client.permit(...peers.slice(126, 128)).outcome).toBe("success");
  expect(client.permit(...peers.slice(128)).outcome).toBe(508);
  expect(client.bind(0x4000, peers[128] ?? LAN).outcome).toBe(508);
  expect(client.permit(...peers.slice(0, 128)).outcome).toBe("success");
  test.pass(PERMISSION_MS);
  expect(client.allocation?.permissionCount).toBe(0);
  expect(client.permit(...peers.slice(2)).outcome).toBe("success");
});
