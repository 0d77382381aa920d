import { describe, expect, test } from "bun:test";
import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { xorPeerAddress } from "#protocol/turn/attributes/peer-address.ts";
import { encodeChannelData } from "#protocol/turn/channel-data.ts";
import type { Fill, RelayTestClient } from "../testing/relay-test-client.ts";
import { addressOf, textOf } from "../testing/socket-addresses.ts";
import { TestRelay } from "../testing/test-relay.ts";

const EMPTY = new Uint8Array();

function padded(message: Uint8Array, bytes: number): Uint8Array {
  return Buffer.concat([message, Buffer.alloc(bytes, 0xff)]);
}

/** By the way that it is sent and the way that it is heard; the sender's channel is 0x4000, the other's 0x4001. */
const WAYS = [
  ["ChannelData", "ChannelData"],
  ["ChannelData", "a Data indication"],
  ["a Send indication", "ChannelData"],
  ["a Send indication", "a Data indication"],
] as const;

function twoWays(
  test: TestRelay,
  [sent, heard]: (typeof WAYS)[number],
): { client: RelayTestClient; peer: RelayTestClient; send: (data: string) => void; from: number | string } {
  const [client, peer] = test.permitted();
  const hasChannel = heard === "ChannelData";
  if (sent === "ChannelData") client.bind(0x4000, peer.relayed);
  if (hasChannel) peer.bind(0x4001, client.relayed);
  const send = (data: string) =>
    sent === "ChannelData" ? client.sendOn(0x4000, data) : client.sendTo(peer.relayed, data);
  return { client, peer, send, from: hasChannel ? 0x4001 : textOf(client.relayed) };
}

describe.each([...WAYS])("%s that is heard as %s", (...way) => {
  test("[TURN14] brings the data whole, whatever its length", () => {
    const test = new TestRelay();
    const { client, peer, send, from } = twoWays(test, way);
    const sizes = [0, 1, 2, 3, 4, 5, 1_199, 1_200, 1_500, 9_000, 65_000];
    for (const size of sizes) send("x".repeat(size));
    expect(peer.heard()).toEqual(sizes.map((size) => ({ from, data: "x".repeat(size) })));
    expect([client.take(), test.drops]).toEqual([[], {}]);
    const bytes = sizes.reduce((sum, size) => sum + size);
    expect(test.relay.counts()).toEqual({ allocations: 2, allocated: 2, messages: sizes.length, bytes });
  });

  test.each([
    ["the sender has none", "client"],
    ["the other has none", "peer"],
  ] as const)("[TURN14] needs both permissions: %s", (_, who) => {
    const test = new TestRelay();
    const ends = twoWays(test, way);
    const { client, peer, send } = ends;
    test.pass(200_000);
    const [kept, other] = who === "peer" ? [client, peer] : [peer, client];
    kept.permit(other.relayed);
    test.pass(100_000);
    send("one has run out");
    other.permit(kept.relayed);
    send("both");
    expect(peer.heard().map(({ data }) => data)).toEqual(["both"]);
    expect(test.drops).toEqual({ "no-permission": 1 });
  });

  test("[TURN14] goes nowhere once the peer's allocation has ended", () => {
    const test = new TestRelay();
    const { peer, send } = twoWays(test, way);
    peer.refresh(0);
    send("too late");
    expect([peer.take(), test.drops]).toEqual([[], { "no-peer": 1 }]);
  });
});

describe("ChannelData", () => {
  test.each([1, 2, 3, 4, 100])("[TURN14] with %i bytes of padding comes without it", (bytes) => {
    const test = new TestRelay();
    const [client, peer] = test.pair();
    client.say(padded(encodeChannelData(0x4000, Buffer.from("data")), bytes));
    expect(peer.heard()).toEqual([{ from: 0x4001, data: "data" }]);
  });

  test("[TURN14] is handed over without a copy, with the number changed in place", () => {
    const test = new TestRelay();
    const [client, peer] = test.pair();
    const frame = encodeChannelData(0x4000, Buffer.from("data"));
    test.relay.receive(client, frame);
    expect(peer.take()[0]?.buffer).toBe(frame.buffer);
  });

  test("[TURN14] of a client that is too much for a Data indication is lost, and nothing else", () => {
    const test = new TestRelay();
    const [client, peer] = test.permitted({ transport: "tcp" });
    client.bind(0x4000, peer.relayed);
    client.sendOn(0x4000, "x".repeat(65_535));
    expect([test.drops, test.relay.counts().messages]).toEqual([{ malformed: 1 }, 0]);
    client.sendOn(0x4000, "x".repeat(65_516));
    expect(peer.heard().map(({ data }) => data.length)).toEqual([65_516]);
    peer.bind(0x4001, client.relayed);
    client.sendOn(0x4000, "x".repeat(65_535));
    expect(peer.heard().map(({ data }) => data.length)).toEqual([65_535]);
    expect(test.log.lines).toEqual([]);
  });
});

const NO_PEER = addressOf("198.18.0.9");
const data: Fill = (writer) => void writer.addBytes(ATTRIBUTE.data, EMPTY);
const somewhere: Fill = (writer) => void writer.add(xorPeerAddress, NO_PEER);

describe("data that is dropped", () => {
  test.each<[string, string, (client: RelayTestClient) => Uint8Array]>([
    ["ChannelData on a number that is not bound", "no-channel", () => encodeChannelData(0x4009, EMPTY)],
    ["ChannelData of one byte", "malformed", () => Uint8Array.of(0x40)],
    ["ChannelData of three bytes", "malformed", () => Uint8Array.of(0x40, 0, 0)],
    ["ChannelData that is shorter than it says", "malformed", () => Uint8Array.of(0x40, 0, 0, 5, 1, 2, 3, 4)],
    ["an empty message", "not-stun", () => EMPTY],
    ["a message of one byte", "not-stun", () => Uint8Array.of(0)],
    ["what begins with the bits 10", "not-stun", () => new Uint8Array(20).fill(0x80)],
    ["what has no cookie", "not-stun", () => new Uint8Array(20)],
    ["a Send indication without data", "malformed", (c) => c.plain(METHOD.send, somewhere, "indication")],
    ["a Send indication without a peer", "malformed", (c) => c.plain(METHOD.send, data, "indication")],
    [
      "a Send indication with half a peer",
      "malformed",
      (c) =>
        c.plain(METHOD.send, (w) => w.addBytes(ATTRIBUTE.xorPeerAddress, Uint8Array.of(0, 1)), "indication"),
    ],
    [
      "a Send indication with an attribute that must be known and is not",
      "malformed",
      (c) =>
        c.plain(
          METHOD.send,
          (w) => w.add(xorPeerAddress, NO_PEER).addBytes(ATTRIBUTE.data, EMPTY).addBytes(0x7fff, EMPTY),
          "indication",
        ),
    ],
    [
      "a Send indication to an address that nobody has",
      "no-peer",
      (c) =>
        c.plain(
          METHOD.send,
          (w) => w.add(xorPeerAddress, NO_PEER).addBytes(ATTRIBUTE.data, EMPTY),
          "indication",
        ),
    ],
  ])("[TURN15] is counted: %s, %s", (_, reason, message) => {
    const test = new TestRelay();
    const [client, peer] = test.pair();
    client.say(message(client));
    expect([client.take(), peer.take(), test.drops]).toEqual([[], [], { [reason]: 1 }]);
  });

  test("[TURN15] is counted where the 5-tuple has no allocation", () => {
    const test = new TestRelay();
    const [, peer] = test.pair();
    const stranger = test.client();
    stranger.sendOn(0x4000, "hello");
    stranger.sendTo(peer.relayed, "hello");
    expect([stranger.take(), peer.take(), test.drops]).toEqual([[], [], { "no-allocation": 2 }]);
  });

  test("[TURN15] DONT-FRAGMENT and attributes that need not be known are no reason", () => {
    const test = new TestRelay();
    const [client, peer] = test.pair();
    const fill: Fill = (writer) => {
      writer.addBytes(ATTRIBUTE.dontFragment, EMPTY).addBytes(0x8022, Buffer.from("software"));
      writer.add(xorPeerAddress, peer.relayed).addBytes(ATTRIBUTE.data, Buffer.from("data"));
    };
    client.say(client.plain(METHOD.send, fill, "indication"));
    expect([peer.heard(), test.drops]).toEqual([[{ from: 0x4001, data: "data" }], {}]);
  });
});
