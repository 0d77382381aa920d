import { areEqual, u16At } from "#protocol/bytes.ts";
import { ATTRIBUTE, type AttributeCodec } from "#protocol/stun/attribute.ts";
import { errorCode } from "#protocol/stun/attributes/error-code.ts";
import { HEADER_BYTES, METHOD, type MessageClass, TRANSACTION_ID_OFFSET } from "#protocol/stun/header.ts";
import { type IntegrityAlgorithm, integrityOf, isIntact } from "#protocol/stun/integrity.ts";
import {
  decodeMessage,
  findAttribute,
  MessageWriter,
  readAttribute,
  type StunMessage,
} from "#protocol/stun/message.ts";
import type { SocketAddress } from "#protocol/stun/socket-address.ts";
import { channelNumber } from "#protocol/turn/attributes/channel-number.ts";
import { lifetime } from "#protocol/turn/attributes/lifetime.ts";
import { xorPeerAddress, xorRelayedAddress } from "#protocol/turn/attributes/peer-address.ts";
import { requestedTransport, UDP_PROTOCOL } from "#protocol/turn/attributes/requested-transport.ts";
import { encodeChannelData, startsChannelData } from "#protocol/turn/channel-data.ts";
import { cryptoHash } from "../adapters/crypto-hash.ts";
import type { Allocation } from "../relay/allocation.ts";
import type { Relay } from "../relay/relay.ts";
import type { RelayClient, RelayTransport } from "../relay/relay-client.ts";
import type { SigningOptions, TurnUser } from "../self-check/turn-user.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { textOf } from "./socket-addresses.ts";

const TRANSACTION_ID_BYTES = 12;

/** Adds a request's own attributes. */
export type Fill = (writer: MessageWriter) => void;
const nothing: Fill = () => undefined;

/** What every Allocate request says. */
export const forUdp: Fill = (writer) => void writer.add(requestedTransport, UDP_PROTOCOL);

/** Application data as it came: the channel's number or the peer's address, and the bytes. */
export interface Heard {
  readonly from: number | string;
  readonly data: string;
}

export interface RelayTestServer {
  readonly relay: Relay;
  /** For transaction ids. */
  readonly random: SeededRandom;
}

/** A client's end of a 5-tuple. Keeps what the relay sends until the test asks for it. */
export class RelayTestClient implements RelayClient {
  readonly transport: RelayTransport;
  readonly address: string;
  readonly port: number;
  user: TurnUser;
  allocation: Allocation | undefined;
  /** Of the latest allocation. */
  relayed: SocketAddress = { ip: new Uint8Array(4), port: 0 };
  readonly #server: RelayTestServer;
  #inbox: Uint8Array[] = [];

  constructor(
    { transport, address, port }: Pick<RelayClient, "transport" | "address" | "port">,
    user: TurnUser,
    server: RelayTestServer,
  ) {
    this.transport = transport;
    this.address = address;
    this.port = port;
    this.user = user;
    this.#server = server;
  }

  send(bytes: Uint8Array): void {
    this.#inbox.push(bytes);
  }

  /** Hands the relay a message, as a Buffer of its own, as sockets do. */
  say(bytes: Uint8Array): void {
    this.#server.relay.receive(this, Buffer.from(bytes));
  }

  /** All that came since the last time. */
  take(): readonly Uint8Array[] {
    const inbox = this.#inbox;
    this.#inbox = [];
    return inbox;
  }

  /** Application data that came since the last time. @throws where anything else came */
  heard(): readonly Heard[] {
    return this.take().map(heardIn);
  }

  /** Hands the relay a request, and takes the answer to it out of what comes. */
  ask(request: Uint8Array): Answer {
    this.say(request);
    const isAnswer = (bytes: Uint8Array) => areEqual(transactionIdIn(bytes), transactionIdIn(request));
    const index = this.#inbox.findIndex((bytes) => !startsChannelData(bytes[0] ?? 0) && isAnswer(bytes));
    const [bytes] = index < 0 ? [] : this.#inbox.splice(index, 1);
    return new Answer(bytes);
  }

  /** A message that is not signed. */
  plain(method: number, fill = nothing, messageClass: MessageClass = "request"): Uint8Array {
    const writer = new MessageWriter(method, messageClass, this.#transactionId());
    fill(writer);
    return writer.bytes;
  }

  /** A request that is signed with what the last challenge told. */
  signed(method: number, fill = nothing, options: SigningOptions = {}): Uint8Array {
    return this.user.request(method, this.#transactionId(), fill, options);
  }

  /** Gets realm and nonce. */
  challenge(): Answer {
    const answer = this.ask(this.plain(METHOD.allocate, forUdp));
    if (answer.bytes) this.user.learn(answer.bytes);
    return answer;
  }

  /** A signed request; as a browser does, first for a nonce where there is none, and again where it was stale. */
  request(method: number, fill = nothing, options: SigningOptions = {}): Answer {
    if (this.user.nonce === "") this.challenge();
    const answer = this.ask(this.signed(method, fill, options));
    if (answer.outcome !== 438 || !answer.bytes) return answer;
    this.user.learn(answer.bytes);
    return this.ask(this.signed(method, fill, options));
  }

  /** @param more attributes besides the transport */
  allocate(more = nothing): Answer {
    const answer = this.request(METHOD.allocate, (writer) => {
      forUdp(writer);
      more(writer);
    });
    this.relayed = answer.read(xorRelayedAddress) ?? this.relayed;
    return answer;
  }

  refresh(seconds?: number): Answer {
    return this.request(METHOD.refresh, (writer) => {
      if (seconds !== undefined) writer.add(lifetime, seconds);
    });
  }

  permit(...peers: readonly SocketAddress[]): Answer {
    return this.request(METHOD.createPermission, (writer) => {
      for (const peer of peers) writer.add(xorPeerAddress, peer);
    });
  }

  bind(channel: number, peer: SocketAddress): Answer {
    return this.request(METHOD.channelBind, (writer) => {
      writer.add(channelNumber, channel).add(xorPeerAddress, peer);
    });
  }

  sendOn(channel: number, data: string): void {
    this.say(encodeChannelData(channel, Buffer.from(data)));
  }

  sendTo(peer: SocketAddress, data: string): void {
    const fill: Fill = (writer) =>
      void writer.add(xorPeerAddress, peer).addBytes(ATTRIBUTE.data, Buffer.from(data));
    this.say(this.plain(METHOD.send, fill, "indication"));
  }

  #transactionId(): Uint8Array {
    return this.#server.random.bytes(TRANSACTION_ID_BYTES);
  }
}

/** What a request got, if anything. */
export class Answer {
  readonly bytes: Uint8Array | undefined;
  readonly message: StunMessage | undefined;

  constructor(bytes: Uint8Array | undefined) {
    this.bytes = bytes;
    this.message = bytes && decodeMessage(bytes);
  }

  get outcome(): number | "success" | "none" {
    if (!this.message) return "none";
    return this.message.class === "success" ? "success" : (this.read(errorCode)?.code ?? Number.NaN);
  }

  get integrity(): IntegrityAlgorithm | undefined {
    return this.message && integrityOf(this.message);
  }

  has(type: number): boolean {
    return this.message !== undefined && findAttribute(this.message, type) !== undefined;
  }

  read<T>(codec: AttributeCodec<T>): T | undefined {
    return this.message && readAttribute(this.message, codec);
  }

  isSignedFor({ key }: TurnUser): boolean {
    const { message, integrity } = this;
    return message !== undefined && integrity !== undefined && isIntact(message, integrity, key, cryptoHash);
  }
}

function transactionIdIn(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(TRANSACTION_ID_OFFSET, HEADER_BYTES);
}

function heardIn(bytes: Uint8Array): Heard {
  if (startsChannelData(bytes[0] ?? 0)) {
    if (bytes.length !== 4 + u16At(bytes, 2)) throw new Error("not as long as it says");
    return { from: u16At(bytes, 0), data: Buffer.from(bytes.subarray(4)).toString() };
  }
  const message = decodeMessage(bytes);
  const peer = readAttribute(message, xorPeerAddress);
  const data = findAttribute(message, ATTRIBUTE.data)?.value;
  const isData = message.method === METHOD.data && message.class === "indication";
  if (!isData || !peer || !data) throw new Error(`no data: ${bytes.toHex()}`);
  return { from: textOf(peer), data: Buffer.from(data).toString() };
}
