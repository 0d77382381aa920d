import { describe, expect, test } from "bun:test";
import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { channelNumber } from "#protocol/turn/attributes/channel-number.ts";
import { xorPeerAddress } from "#protocol/turn/attributes/peer-address.ts";
import type { RelayTestClient } from "../testing/relay-test-client.ts";
import { addressOf, textOf } from "../testing/socket-addresses.ts";
import { TestRelay } from "../testing/test-relay.ts";

const CHANNEL_MS = 600_000;

/** Whether data comes through, by channel. */
function carries(client: RelayTestClient, channel: number, peer: RelayTestClient): boolean {
  client.sendOn(channel, "data");
  return peer.heard().length === 1;
}

describe("a channel", () => {
  test("[TURN13] lives for ten minutes, to the second, while permissions are kept up", () => {
    const test = new TestRelay();
    const [client, peer] = test.pair();
    const keepUp = () => [client.permit(peer.relayed), peer.permit(client.relayed), client.refresh()];
    test.pass(290_000);
    keepUp();
    test.pass(290_000);
    keepUp();
    test.pass(19_000);
    expect(carries(client, 0x4000, peer)).toBe(true);
    test.pass(1_000);
    expect(carries(client, 0x4000, peer)).toBe(false);
    expect(test.drops).toEqual({ "no-channel": 1 });
    expect(client.allocation?.channelCount).toBe(0);
  });

  test("[TURN13] that is bound again as it is lives for ten minutes from then on, with its permission", () => {
    const test = new TestRelay();
    const [client, peer] = test.pair();
    for (let i = 0; i < 10; i++) {
      test.pass(290_000);
      peer.permit(client.relayed);
      peer.refresh();
      client.refresh();
      const answer = client.bind(0x4000, peer.relayed);
      expect([answer.outcome, answer.isSignedFor(client.user)]).toEqual(["success", true]);
      test.pass(9_000);
      expect(carries(client, 0x4000, peer)).toBe(true);
    }
  });

  test.each([
    [0x0000, 400],
    [0x3fff, 400],
    [0x4000, "success"],
    [0x4fff, "success"],
    [0x5000, "success"],
    [0x7fff, "success"],
    [0x8000, 400],
    [0xffff, 400],
  ] as const)("[TURN13] of number %i gets %p", (number, outcome) => {
    const test = new TestRelay();
    const [client, peer] = [test.allocated(), test.allocated()];
    expect(client.bind(number, peer.relayed).outcome).toBe(outcome);
    expect(client.allocation?.permissionCount).toBe(outcome === "success" ? 1 : 0);
  });

  test("[TURN13] whose number or peer is bound otherwise gets 400, until ten minutes have passed", () => {
    const test = new TestRelay();
    const [client, peer, third] = [test.allocated(), test.allocated(), test.allocated()];
    expect(client.bind(0x4000, peer.relayed).outcome).toBe("success");
    expect(client.bind(0x4000, third.relayed).outcome).toBe(400);
    expect(client.bind(0x4001, peer.relayed).outcome).toBe(400);
    expect(client.bind(0x4001, third.relayed).outcome).toBe("success");
    test.pass(CHANNEL_MS / 2);
    for (const one of [client, peer, third]) one.refresh();
    test.pass(CHANNEL_MS / 2);
    expect(client.bind(0x4000, third.relayed).outcome).toBe("success");
    expect(client.bind(0x4001, peer.relayed).outcome).toBe("success");
  });

  test("[TURN13] to an allocation that has ended frees its number within a second", () => {
    const test = new TestRelay();
    const [client, peer] = test.pair();
    peer.refresh(0);
    expect(client.bind(0x4000, peer.relayed).outcome).toBe(403);
    peer.allocate();
    expect(client.bind(0x4000, peer.relayed).outcome).toBe(400);
    test.pass(1_000);
    expect(client.bind(0x4000, peer.relayed).outcome).toBe("success");
  });

  test("[TURN13] is each client's own: both may use the same number", () => {
    const test = new TestRelay();
    const [client, peer] = [test.allocated(), test.allocated()];
    client.bind(0x4000, peer.relayed);
    peer.bind(0x4000, client.relayed);
    client.sendOn(0x4000, "one");
    peer.sendOn(0x4000, "two");
    expect(peer.heard()).toEqual([{ from: 0x4000, data: "one" }]);
    expect(client.heard()).toEqual([{ from: 0x4000, data: "two" }]);
  });

  test("[TURN13] to the client's own address brings its data back", () => {
    const client = new TestRelay().allocated();
    client.bind(0x4000, client.relayed);
    client.sendOn(0x4000, "echo");
    expect(client.heard()).toEqual([{ from: 0x4000, data: "echo" }]);
  });

  test("[TURN13] is bound by a request that has both number and address, or 400", () => {
    const test = new TestRelay();
    const [client, peer] = [test.allocated(), test.allocated()];
    const number = client.request(METHOD.channelBind, (w) => void w.add(channelNumber, 0x4000));
    const address = client.request(METHOD.channelBind, (w) => void w.add(xorPeerAddress, peer.relayed));
    const broken = client.request(METHOD.channelBind, (w) => {
      w.addBytes(ATTRIBUTE.channelNumber, Uint8Array.of(0x40, 0)).add(xorPeerAddress, peer.relayed);
    });
    expect([number, address, broken].map(({ outcome }) => outcome)).toEqual([400, 400, 400]);
    expect(client.allocation?.channelCount).toBe(0);
  });

  test("[TURN13] to an address of IPv6 gets 443", () => {
    expect(new TestRelay().allocated().bind(0x4000, addressOf("::1")).outcome).toBe(443);
  });

  test("[TURN16] is one of at most 128: further ones get 508, those there are can be refreshed", () => {
    const test = new TestRelay();
    const client = test.allocated();
    const peers = Array.from({ length: 129 }, () => test.allocated().relayed);
    const outcomes = peers.map((peer, index) => client.bind(0x4000 + index, peer).outcome);
    expect(outcomes).toEqual([...Array(128).fill("success"), 508]);
    for (const [index, peer] of peers.slice(0, 128).entries()) {
      expect(client.bind(0x4000 + index, peer).outcome).toBe("success");
    }
    // Without the limit of permissions in the way, too.
    test.pass(300_000);
    expect(client.allocation?.permissionCount).toBe(0);
    expect(client.bind(0x4080, peers[128] ?? client.relayed).outcome).toBe(508);
  });

  test("[TURN13] brings ChannelData only to who has one, and a Data indication to who has none", () => {
    const test = new TestRelay();
    const [client, peer] = test.permitted();
    client.bind(0x4000, peer.relayed);
    client.sendOn(0x4000, "one");
    peer.sendTo(client.relayed, "two");
    expect(peer.heard()).toEqual([{ from: textOf(client.relayed), data: "one" }]);
    expect(client.heard()).toEqual([{ from: 0x4000, data: "two" }]);
  });
});
