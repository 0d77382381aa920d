import { areEqual, u16At } from "#protocol/bytes.ts";
import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { errorCode } from "#protocol/stun/attributes/error-code.ts";
import { isStun } from "#protocol/stun/header.ts";
import { integrityOf, isIntact } from "#protocol/stun/integrity.ts";
import { decodeMessage, findAttribute, readAttribute } from "#protocol/stun/message.ts";
import type { Instant } from "#protocol/time.ts";
import { lifetime } from "#protocol/turn/attributes/lifetime.ts";
import { xorPeerAddress } from "#protocol/turn/attributes/peer-address.ts";
import { CHANNEL_HEADER_BYTES, startsChannelData } from "#protocol/turn/channel-data.ts";
import { cryptoHash } from "../adapters/crypto-hash.ts";
import { cryptoRandom } from "../adapters/crypto-random.ts";
import { TurnSocket, type TurnSocketOptions } from "../self-check/sockets.ts";
import { TurnClient } from "../self-check/turn-client.ts";
import { TurnUser, type TurnUserOptions } from "../self-check/turn-user.ts";
import { within } from "./within.ts";

/** How much later than the answer to a later request an answer may come: coturn asks another thread for keys. */
const LATE_MS = 1_000;

/** Of the session. coturn answers 400 to a user name with a space. */
const NAME = "a-session";

/** What stands in an answer, by name; what is optional or each server's own affair is left out. */
const TOLD = {
  realm: ATTRIBUTE.realm,
  nonce: ATTRIBUTE.nonce,
  "unknown-attributes": ATTRIBUTE.unknownAttributes,
  relayed: ATTRIBUTE.xorRelayedAddress,
  mapped: ATTRIBUTE.xorMappedAddress,
  token: ATTRIBUTE.reservationToken,
  "address-error": ATTRIBUTE.addressErrorCode,
} as const;

export interface TalkOptions extends TurnSocketOptions {
  readonly secret: string;
  /** Until when the credentials are good. */
  readonly expiresAt: Instant;
  /** Gets all sockets, to close at the end: a port that is somebody's next brings the allocation along. */
  readonly sockets: TurnSocket[];
}

/** One client's conversation with one server, in words that are the same for servers that do the same. */
export class Talk {
  readonly client: TurnClient;
  readonly answers: string[] = [];
  readonly #options: TalkOptions;

  private constructor(client: TurnClient, options: TalkOptions) {
    this.client = client;
    this.#options = options;
  }

  /** From a fresh socket. */
  static async open(options: TalkOptions): Promise<Talk> {
    const { secret, expiresAt, sockets } = options;
    const socket = await TurnSocket.open(options);
    sockets.push(socket);
    return new Talk(
      new TurnClient(socket, new TurnUser({ secret, name: NAME, expiresAt }, cryptoHash), cryptoRandom),
      options,
    );
  }

  get user(): TurnUser {
    return this.client.user;
  }

  /** Somebody with other good credentials, who knows what the client was told. */
  as(differing: Partial<TurnUserOptions>): TurnUser {
    const { secret, expiresAt } = this.#options;
    const user = new TurnUser({ secret, name: NAME, expiresAt, ...differing }, cryptoHash);
    user.realm = this.user.realm;
    user.nonce = this.user.nonce;
    return user;
  }

  /** Another client of the same server and session, with an allocation. */
  async peer(): Promise<TurnClient> {
    const { client } = await this.other();
    return client.allocate();
  }

  /** Another client of the same server and session, as far as a challenge. What it is told is not kept. */
  async other(): Promise<Talk> {
    const talk = await Talk.open(this.#options);
    await talk.client.challenge();
    return talk;
  }

  /** Sends, and notes the answer, or that there is none. @param signer whose key an answer is signed with */
  readonly say = async (bytes: Uint8Array, signer = this.user): Promise<Uint8Array | undefined> => {
    const answer = await this.#answerTo(bytes);
    const silence = this.client.socket.isClosed ? "closed" : "silence";
    this.answers.push(answer ? described(answer, signer) : silence);
    return answer;
  };

  /** Notes what this client hears next, or that it hears nothing. */
  async heardBy({ socket }: TurnClient): Promise<void> {
    const message = await within(LATE_MS, socket.hear());
    this.answers.push(message ? this.#describedData(message) : "silence");
  }

  #describedData(bytes: Uint8Array): string {
    if (startsChannelData(bytes[0] ?? 0)) {
      const padding = bytes.length - CHANNEL_HEADER_BYTES - u16At(bytes, 2);
      return `channel 0x${u16At(bytes, 0).toString(16)}, ${u16At(bytes, 2)} bytes, ${padding} of padding`;
    }
    const message = decodeMessage(bytes);
    const from = readAttribute(message, xorPeerAddress);
    const { relayed } = this.client;
    const isFromHere = from?.port === relayed.port && areEqual(from.ip, relayed.ip);
    const data = findAttribute(message, ATTRIBUTE.data)?.value;
    const sender = isFromHere ? "the client" : "somebody else";
    return `method ${message.method}, ${message.class}, from ${sender}, ${data?.length} bytes`;
  }

  async #answerTo(bytes: Uint8Array): Promise<Uint8Array | undefined> {
    const { socket } = this.client;
    const id = bytes.subarray(8, 20).toHex();
    const answer = socket.hear((message) => message.subarray(8, 20).toHex() === id).catch(() => undefined);
    socket.send(bytes);
    // With the answer to a later request an earlier one's should be there, too.
    const later = this.client.binding().catch(() => undefined);
    const first = await Promise.race([answer, within(LATE_MS, later).then(() => undefined)]);
    return first ?? (await within(LATE_MS, answer));
  }
}

/** An answer in a few words. */
function described(bytes: Uint8Array, { key }: TurnUser): string {
  if (!isStun(bytes)) return "an answer of RFC 3489";
  const message = decodeMessage(bytes);
  const code = readAttribute(message, errorCode)?.code;
  const seconds = readAttribute(message, lifetime);
  const algorithm = integrityOf(message);
  const isSigned = algorithm && isIntact(message, algorithm, key, cryptoHash);
  return [
    code ?? message.class,
    seconds !== undefined && `lifetime=${seconds}`,
    ...Object.entries(TOLD).map(([name, type]) => findAttribute(message, type) && name),
    algorithm && (isSigned ? "signed" : "signed wrongly"),
    findAttribute(message, ATTRIBUTE.fingerprint) && "fingerprint",
  ]
    .filter((word) => word !== false && word !== undefined)
    .join(" ");
}
