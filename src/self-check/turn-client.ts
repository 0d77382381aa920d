import { areEqual, u16At } from "#protocol/bytes.ts";
import { HEADER_BYTES, METHOD, TRANSACTION_ID_OFFSET } from "#protocol/stun/header.ts";
import { decodeMessage, MessageWriter, readAttribute, type StunMessage } from "#protocol/stun/message.ts";
import type { SocketAddress } from "#protocol/stun/socket-address.ts";
import { channelNumber } from "#protocol/turn/attributes/channel-number.ts";
import { lifetime } from "#protocol/turn/attributes/lifetime.ts";
import { xorPeerAddress, xorRelayedAddress } from "#protocol/turn/attributes/peer-address.ts";
import { requestedTransport, UDP_PROTOCOL } from "#protocol/turn/attributes/requested-transport.ts";
import { encodeChannelData, startsChannelData } from "#protocol/turn/channel-data.ts";
import type { Random } from "../ports/random.ts";
import type { TurnSocket } from "./sockets.ts";
import type { TurnUser } from "./turn-user.ts";

const TRANSACTION_ID_BYTES = 12;

/** A TURN client as a browser has one: one socket, one user, at most one allocation. */
export class TurnClient {
  readonly socket: TurnSocket;
  readonly user: TurnUser;
  /** Zeros before there is an allocation. */
  relayed: SocketAddress = { ip: new Uint8Array(4), port: 0 };

  readonly #random: Random;

  constructor(socket: TurnSocket, user: TurnUser, random: Random) {
    this.socket = socket;
    this.user = user;
    this.#random = random;
  }

  /** Sends a request and waits for its answer. */
  async ask(request: Uint8Array): Promise<StunMessage> {
    const answered = this.#answerTo(request);
    this.socket.send(request);
    return decodeMessage(await answered);
  }

  /** A request that is not signed. */
  plain(method: number, fill: (writer: MessageWriter) => void = () => undefined): Uint8Array {
    const writer = new MessageWriter(method, "request", this.#random.bytes(TRANSACTION_ID_BYTES));
    fill(writer);
    return writer.bytes;
  }

  /** A request that is signed with what the last challenge told. */
  signed(method: number, fill: (writer: MessageWriter) => void = () => undefined): Uint8Array {
    return this.user.request(method, this.#random.bytes(TRANSACTION_ID_BYTES), fill);
  }

  binding(): Promise<StunMessage> {
    return this.ask(this.plain(METHOD.binding));
  }

  /** Gets realm and nonce. */
  async challenge(): Promise<void> {
    const { bytes } = await this.ask(this.plain(METHOD.allocate, askForUdp));
    this.user.learn(bytes);
  }

  /** Gets an allocation, in two round trips. @throws where there is none to be had */
  async allocate(): Promise<this> {
    await this.challenge();
    const granted = succeeded(await this.ask(this.signed(METHOD.allocate, askForUdp)));
    this.relayed = readAttribute(granted, xorRelayedAddress) ?? this.relayed;
    return this;
  }

  async permit(...peers: readonly TurnClient[]): Promise<void> {
    const fill = (writer: MessageWriter) => {
      for (const { relayed } of peers) writer.add(xorPeerAddress, relayed);
    };
    succeeded(await this.ask(this.signed(METHOD.createPermission, fill)));
  }

  async bind(channel: number, { relayed }: TurnClient): Promise<void> {
    const fill = (writer: MessageWriter) =>
      void writer.add(channelNumber, channel).add(xorPeerAddress, relayed);
    succeeded(await this.ask(this.signed(METHOD.channelBind, fill)));
  }

  async refresh(seconds: number): Promise<void> {
    succeeded(await this.ask(this.signed(METHOD.refresh, (writer) => void writer.add(lifetime, seconds))));
  }

  /** Sends ChannelData, with padding where the transport has none of its own. */
  sendData(channel: number, data: Uint8Array, padding = 0): void {
    const frame = encodeChannelData(channel, data);
    this.socket.send(padding === 0 ? frame : Buffer.concat([frame, new Uint8Array(padding)]));
  }

  /** The next ChannelData, as it came. */
  hearFrame(): Promise<Uint8Array> {
    return this.socket.hear(([first = 0]) => startsChannelData(first));
  }

  /** The data of the next ChannelData, without padding. */
  async hearData(): Promise<Buffer> {
    const frame = await this.hearFrame();
    return Buffer.from(frame.subarray(4, 4 + u16At(frame, 2)));
  }

  #answerTo(request: Uint8Array): Promise<Uint8Array> {
    const id = request.subarray(TRANSACTION_ID_OFFSET, HEADER_BYTES);
    return this.socket.hear(
      (message) =>
        !startsChannelData(message[0] ?? 0) &&
        areEqual(message.subarray(TRANSACTION_ID_OFFSET, HEADER_BYTES), id),
    );
  }
}

/** The relayed transport that every allocation here asks for. */
export function askForUdp(writer: MessageWriter): void {
  writer.add(requestedTransport, UDP_PROTOCOL);
}

function succeeded(answer: StunMessage): StunMessage {
  if (answer.class !== "success") throw new Error(`refused: ${answer.bytes.toHex()}`);
  return answer;
}
