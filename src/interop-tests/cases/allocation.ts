import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { MessageWriter } from "#protocol/stun/message.ts";
import type { SocketAddress } from "#protocol/stun/socket-address.ts";
import { requestedAddressFamily } from "#protocol/turn/attributes/address-family.ts";
import { channelNumber } from "#protocol/turn/attributes/channel-number.ts";
import { lifetime } from "#protocol/turn/attributes/lifetime.ts";
import { xorPeerAddress } from "#protocol/turn/attributes/peer-address.ts";
import { cryptoRandom } from "../../adapters/crypto-random.ts";
import type { Talk } from "../../testing/transcript.ts";
import { type Case, differs } from "./case.ts";

const IPV6: SocketAddress = {
  ip: Uint8Array.from({ length: 16 }, (_, index) => (index === 15 ? 1 : 0)),
  port: 9,
};
const OUTSIDE: SocketAddress = { ip: Uint8Array.of(127, 0, 0, 1), port: 9 };

type Fill = (writer: MessageWriter) => void;
/** Requests about one allocation, one after the other; with a peer where they name one. */
type Requests = (peers: readonly SocketAddress[]) => readonly (readonly [keyof typeof METHOD, Fill])[];

function requests(title: string, list: Requests, rest: Pick<Case, "differs"> = {}): Case {
  return {
    title,
    talk: async (talk) => {
      await talk.client.allocate();
      const [one, two] = [await talk.peer(), await talk.peer()];
      for (const [method, fill] of list([one.relayed, two.relayed])) {
        await talk.say(talk.client.signed(METHOD[method], fill));
      }
    },
    ...rest,
  };
}

const lives =
  (seconds: number): Fill =>
  (writer) =>
    void writer.add(lifetime, seconds);
const peersAt =
  (...addresses: readonly (SocketAddress | undefined)[]): Fill =>
  (writer) => {
    for (const address of addresses) if (address) writer.add(xorPeerAddress, address);
  };
const channel =
  (number: number, address: SocketAddress | undefined): Fill =>
  (writer) => {
    writer.add(channelNumber, number);
    if (address) writer.add(xorPeerAddress, address);
  };
const nothing: Fill = () => undefined;

const TOO_EARLY = differs("437 signed", "400 signed", "RFC 8656 §5: 437 where there is no allocation");

function early(method: keyof typeof METHOD, fill: Fill, rest: Pick<Case, "differs"> = {}): Case {
  return {
    title: `${method} without an allocation`,
    talk: async (talk) => {
      await talk.client.challenge();
      await talk.say(talk.client.signed(METHOD[method], fill));
    },
    ...rest,
  };
}

async function indication(talk: Talk, fill: Fill): Promise<void> {
  const writer = new MessageWriter(METHOD.send, "indication", cryptoRandom.bytes(12));
  fill(writer);
  await talk.say(writer.bytes);
}

export const ALLOCATION_CASES: readonly Case[] = [
  early("refresh", nothing),
  early("createPermission", peersAt(OUTSIDE), TOO_EARLY),
  early("channelBind", channel(0x4000, OUTSIDE), TOO_EARLY),
  requests("Refresh without a lifetime", () => [["refresh", nothing]]),
  requests("Refresh", () => [60, 600, 1_800, 3_600, 100_000].map((seconds) => ["refresh", lives(seconds)])),
  requests(
    "Refresh to 0, and again",
    () => [
      ["refresh", lives(0)],
      ["refresh", lives(0)],
    ],
    {
      differs: {
        ours: ["success lifetime=0 signed", "437 signed"],
        coturns: ["success lifetime=0 signed", "success lifetime=0 signed"],
        because: "RFC 8656 §8.2: a repeated one gets 437, which the client takes for success",
      },
    },
  ),
  requests("Refresh with the family of the allocation", () => [
    ["refresh", (writer) => void writer.add(requestedAddressFamily, 1)],
  ]),
  requests("Refresh with another family", () => [
    ["refresh", (writer) => void writer.add(requestedAddressFamily, 2)],
  ]),
  requests("Refresh with a malformed lifetime", () => [
    ["refresh", (writer) => void writer.addBytes(ATTRIBUTE.lifetime, new Uint8Array(1))],
  ]),
  requests("Refresh with an unknown attribute", () => [
    ["refresh", (writer) => void writer.addBytes(0x7ff0, new Uint8Array(4))],
  ]),
  requests("CreatePermission without a peer", () => [["createPermission", nothing]]),
  requests("CreatePermission for one peer", ([one]) => [["createPermission", peersAt(one)]]),
  requests("CreatePermission for several peers", ([one, two]) => [["createPermission", peersAt(one, two)]]),
  requests("CreatePermission for a peer of IPv6", () => [["createPermission", peersAt(IPV6)]]),
  requests("CreatePermission for a peer of each family", ([one]) => [
    ["createPermission", peersAt(one, IPV6)],
  ]),
  requests(
    "CreatePermission with a malformed peer",
    () => [
      ["createPermission", (writer) => void writer.addBytes(ATTRIBUTE.xorPeerAddress, new Uint8Array(4))],
    ],
    differs("400 signed", "success signed", "the attribute is malformed"),
  ),
  requests(
    "CreatePermission for a peer outside",
    () => [["createPermission", peersAt(OUTSIDE)]],
    differs("403 signed", "success signed", "closed: no peers but this relay's own allocations"),
  ),
  requests(
    "CreatePermission for a peer here and one outside",
    ([one]) => [["createPermission", peersAt(one, OUTSIDE)]],
    differs("403 signed", "success signed", "closed: no peers but this relay's own allocations"),
  ),
  requests("ChannelBind, and again", ([one]) => [
    ["channelBind", channel(0x4000, one)],
    ["channelBind", channel(0x4000, one)],
  ]),
  requests("ChannelBind at the ends of the range", ([one, two]) => [
    ["channelBind", channel(0x4000, one)],
    ["channelBind", channel(0x4fff, two)],
  ]),
  requests("ChannelBind with numbers that RFC 8656 reserves", ([one, two]) => [
    ["channelBind", channel(0x5000, one)],
    ["channelBind", channel(0x7fff, two)],
  ]),
  requests("ChannelBind below and above the range", ([one]) => [
    ["channelBind", channel(0x3fff, one)],
    ["channelBind", channel(0x8000, one)],
  ]),
  requests("ChannelBind without a peer, and without a number", ([one]) => [
    ["channelBind", channel(0x4000, undefined)],
    ["channelBind", peersAt(one)],
  ]),
  requests("ChannelBind of one number to two peers", ([one, two]) => [
    ["channelBind", channel(0x4000, one)],
    ["channelBind", channel(0x4000, two)],
  ]),
  requests("ChannelBind of two numbers to one peer", ([one]) => [
    ["channelBind", channel(0x4000, one)],
    ["channelBind", channel(0x4001, one)],
  ]),
  requests("ChannelBind to a peer of IPv6", () => [["channelBind", channel(0x4000, IPV6)]]),
  requests(
    "ChannelBind to a peer outside",
    () => [["channelBind", channel(0x4000, OUTSIDE)]],
    differs("403 signed", "success signed", "closed: no peers but this relay's own allocations"),
  ),
  requests(
    "ChannelBind with a malformed number",
    ([one]) => [
      [
        "channelBind",
        (writer) => {
          writer.addBytes(ATTRIBUTE.channelNumber, Uint8Array.of(0x40, 0));
          peersAt(one)(writer);
        },
      ],
    ],
    differs("400 signed", "success signed", "the attribute is malformed"),
  ),
  {
    title: "a request of another user about an allocation",
    talk: async (talk) => {
      await talk.client.allocate();
      const other = talk.as({ name: "another-session" });
      await talk.say(other.request(METHOD.refresh, cryptoRandom.bytes(12), lives(600)), other);
    },
    ...differs(
      "441 signed",
      "441",
      "RFC 8489 §9.2.4: an answer after the credentials were checked is signed",
    ),
  },
  { title: "a Send indication without an allocation", talk: (talk) => indication(talk, peersAt(OUTSIDE)) },
  {
    title: "a Send indication without data",
    talk: async (talk) => {
      await talk.client.allocate();
      await indication(talk, peersAt(OUTSIDE));
    },
  },
  {
    title: "data on a channel that is not bound",
    talk: async (talk) => {
      await talk.client.allocate();
      talk.client.sendData(0x4000, new Uint8Array(8));
      await talk.say(talk.client.plain(METHOD.binding));
    },
  },
];
