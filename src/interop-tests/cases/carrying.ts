import { putU16 } from "#protocol/bytes.ts";
import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { MessageWriter } from "#protocol/stun/message.ts";
import { xorPeerAddress } from "#protocol/turn/attributes/peer-address.ts";
import { encodeChannelData } from "#protocol/turn/channel-data.ts";
import { cryptoRandom } from "../../adapters/crypto-random.ts";
import type { TurnClient } from "../../self-check/turn-client.ts";
import type { Case } from "./case.ts";

/** What an allocation has for the other one. */
type Tie = "channel" | "permission" | "nothing";

const CHANNEL = { client: 0x4001, peer: 0x4002 } as const;
const DATA = Uint8Array.from({ length: 1_400 }, (_, index) => index);

type Send = (client: TurnClient, peer: TurnClient) => void;

const byChannel =
  (length: number, padding = 0): Send =>
  (client) =>
    client.sendData(CHANNEL.client, DATA.subarray(0, length), padding);

const byIndication =
  (length: number): Send =>
  ({ socket }, { relayed }) => {
    const writer = new MessageWriter(METHOD.send, "indication", cryptoRandom.bytes(12));
    writer.add(xorPeerAddress, relayed).addBytes(ATTRIBUTE.data, DATA.subarray(0, length));
    socket.send(writer.bytes);
  };

async function tie(from: TurnClient, to: TurnClient, kind: Tie, channel: number): Promise<void> {
  if (kind === "channel") await from.bind(channel, to);
  if (kind === "permission") await from.permit(to);
}

/** What the peer hears of one message, where the two have these ties. */
function carried(title: string, ties: readonly [Tie, Tie], send: Send, rest: Partial<Case> = {}): Case {
  return {
    title: `${title} (${ties[0]} there, ${ties[1]} back)`,
    talk: async (talk) => {
      const client = await talk.client.allocate();
      const peer = await talk.peer();
      await tie(client, peer, ties[0], CHANNEL.client);
      await tie(peer, client, ties[1], CHANNEL.peer);
      send(client, peer);
      await talk.heardBy(peer);
    },
    ...rest,
  };
}

/** Says that it is longer than it is. */
const cutShort: Send = ({ socket }) => {
  const frame = encodeChannelData(CHANNEL.client, DATA.subarray(0, 8));
  putU16(frame, 2, 9);
  socket.send(frame);
};

export const CARRYING_CASES: readonly Case[] = [
  carried("channel data", ["channel", "channel"], byChannel(1_400)),
  carried("channel data of an odd length", ["channel", "channel"], byChannel(1_399), { over: ["udp"] }),
  carried("channel data of an odd length with padding", ["channel", "channel"], byChannel(1_399, 1)),
  carried("channel data", ["channel", "permission"], byChannel(100)),
  carried("channel data", ["channel", "nothing"], byChannel(100)),
  carried("empty channel data", ["channel", "channel"], byChannel(0)),
  carried("empty channel data", ["channel", "permission"], byChannel(0)),
  carried("channel data of another number", ["permission", "channel"], byChannel(100)),
  carried("channel data that is cut short", ["channel", "channel"], cutShort, { over: ["udp"] }),
  carried("an indication", ["permission", "permission"], byIndication(1_400)),
  carried("an indication", ["permission", "channel"], byIndication(100)),
  carried("an indication", ["channel", "channel"], byIndication(99)),
  carried("an indication", ["nothing", "permission"], byIndication(100)),
  carried("an indication", ["permission", "nothing"], byIndication(100)),
  carried("an empty indication", ["permission", "permission"], byIndication(0)),
];
