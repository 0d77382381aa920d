import { ProtocolError } from "#protocol/errors.ts";
import { ATTRIBUTE, isComprehensionRequired } from "#protocol/stun/attribute.ts";
import { errorCode } from "#protocol/stun/attributes/error-code.ts";
import { unknownAttributes } from "#protocol/stun/attributes/unknown-attributes.ts";
import { xorMappedAddress } from "#protocol/stun/attributes/xor-address.ts";
import { addFingerprint, hasRightFingerprint } from "#protocol/stun/fingerprint.ts";
import { isStun, METHOD } from "#protocol/stun/header.ts";
import { sign } from "#protocol/stun/integrity.ts";
import {
  decodeMessage,
  findAttribute,
  MessageWriter,
  type StunMessage,
  transactionIdOf,
} from "#protocol/stun/message.ts";
import { startsChannelData } from "#protocol/turn/channel-data.ts";
import { networkOf } from "../addresses/network-of.ts";
import { faultFields } from "../ports/log.ts";
import { allocate } from "./allocate.ts";
import { Allocations } from "./allocations.ts";
import { AnswerLimit } from "./answer-limit.ts";
import { type Authenticated, Authentication } from "./authentication.ts";
import { channelBind } from "./channel-bind.ts";
import { createPermission } from "./create-permission.ts";
import { type DropReason, Drops } from "./drops.ts";
import { Hairpin } from "./hairpin.ts";
import { mappedAddressOf } from "./mapped-address.ts";
import type { RelayOptions, RelayPorts } from "./options.ts";
import { refresh } from "./refresh.ts";
import type { RelayClient } from "./relay-client.ts";
import { RelayedAddresses } from "./relayed-addresses.ts";
import { type Refusal, type Reply, refusal } from "./reply.ts";
import type { AllocationRequest, RelayState } from "./request.ts";

/** How much larger than its question an answer may be that a forged source address could send to others. */
const MAX_AMPLIFICATION = 2.5;

const KNOWN_ATTRIBUTES: ReadonlySet<number> = new Set(Object.values(ATTRIBUTE));

/** Requests about an allocation that must exist. */
const ALLOCATION_HANDLERS: ReadonlyMap<number, (request: AllocationRequest, state: RelayState) => Reply> =
  new Map([
    [METHOD.refresh, refresh],
    [METHOD.createPermission, createPermission],
    [METHOD.channelBind, channelBind],
  ]);

/**
 * A STUN and TURN server without sockets, timers and randomness of its own (RFC 8489, RFC 8656): messages in,
 * messages out by `RelayClient.send`, and `sweep` once a second. Closed: it relays between its own allocations
 * only (docs/adr/0006-closed-relay.md). Nothing that a client sends makes it throw.
 */
export class Relay {
  readonly drops = new Drops();
  readonly #ports: RelayPorts;
  readonly #state: RelayState;
  readonly #authentication: Authentication;
  readonly #hairpin: Hairpin;
  /** Apart, because over UDP addresses can be forged. */
  readonly #answerLimits: { readonly udp: AnswerLimit; readonly streams: AnswerLimit };

  constructor(options: RelayOptions, ports: RelayPorts) {
    this.#ports = ports;
    const addresses = new RelayedAddresses(ports.random);
    const allocations = new Allocations(options, addresses, ports.allocationEnded);
    this.#state = { addresses, allocations };
    this.#authentication = new Authentication(options, ports);
    this.#hairpin = new Hairpin(options, { ...ports, allocations });
    const { answerQuota } = options;
    this.#answerLimits = { udp: new AnswerLimit(answerQuota), streams: new AnswerLimit(answerQuota) };
  }

  /** Numbers for `/stats` and `/metrics`. */
  counts() {
    const { allocations } = this.#state;
    const { allocations: allocated, messages, bytes } = allocations.totals();
    return { allocations: allocations.size, allocated, messages, bytes };
  }

  /** What lives of one session, and what that has sent. */
  ofGroup(group: string) {
    return this.#state.allocations.ofGroup(group);
  }

  /** One datagram, or one message of a stream. @param bytes belong to the relay from now on */
  receive(client: RelayClient, bytes: Uint8Array): void {
    const dropped = this.#handle(client, bytes);
    if (dropped) this.drops.count(dropped);
  }

  /** The connection of a client is gone, and with it its 5-tuple. */
  left({ allocation }: RelayClient): void {
    if (allocation) this.#state.allocations.delete(allocation, "disconnected");
  }

  /** Ends what has run out. To be called once a second. */
  sweep(): void {
    const now = this.#ports.clock.now();
    this.#state.allocations.expire(now);
    this.#state.addresses.expire(now);
  }

  #handle(client: RelayClient, bytes: Uint8Array): DropReason | undefined {
    try {
      const isChannelData = startsChannelData(bytes[0] ?? 0);
      return isChannelData ? this.#hairpin.channelData(client, bytes) : this.#stun(client, bytes);
    } catch (error) {
      if (!(error instanceof ProtocolError))
        this.#ports.log.write("error", "relay-fault", faultFields(error));
      return "malformed";
    }
  }

  #stun(client: RelayClient, bytes: Uint8Array): DropReason | undefined {
    if (!isStun(bytes)) return "not-stun";
    const message = decodeMessage(bytes);
    if (hasRightFingerprint(message) === false) return "malformed";
    if (message.class === "request") return this.#request(client, message);
    if (message.class === "indication") return this.#indication(client, message);
    return "unexpected";
  }

  #indication(client: RelayClient, message: StunMessage): DropReason | undefined {
    if (message.method === METHOD.binding) return undefined; // a keep-alive (RFC 8489 §3)
    if (message.method !== METHOD.send) return "unexpected";
    return unknownIn(message).length > 0 ? "malformed" : this.#hairpin.sendIndication(client, message);
  }

  #request(client: RelayClient, message: StunMessage): DropReason | undefined {
    const { method } = message;
    if (method === METHOD.binding) return this.#answer(client, message, this.#binding(client, message));
    if (method !== METHOD.allocate && !ALLOCATION_HANDLERS.has(method)) return "unexpected";
    const checked = orBadRequest(() => this.#authentication.check(message, client));
    if ("code" in checked) return this.#answer(client, message, checked);
    const reply = orBadRequest(() => this.#dispatch(client, message, checked));
    return this.#answer(client, message, reply, checked);
  }

  /** A Binding request needs no credential (RFC 8489 §12 leaves it to the usage). */
  #binding(client: RelayClient, message: StunMessage): Reply {
    const unknown = unknownIn(message);
    if (unknown.length > 0) return unknownRefusal(unknown);
    return { write: (writer) => void writer.add(xorMappedAddress, mappedAddressOf(client)) };
  }

  #dispatch(client: RelayClient, message: StunMessage, { credential }: Authenticated): Reply {
    const unknown = unknownIn(message);
    if (unknown.length > 0) return unknownRefusal(unknown);
    const { allocation } = client;
    const request = { message, client, credential, now: this.#ports.clock.now() };
    const handle = ALLOCATION_HANDLERS.get(message.method);
    if (!handle) return allocate(request, this.#state);
    // RFC 8656 §5: "If the server receives [one of these] and there is no allocation on the 5-tuple, 437."
    if (!allocation) return refusal(437);
    // RFC 8656 §5: "If [a non-Allocate request] does not use the same username as used to create the allocation,
    // then the request MUST be rejected with a 441 (Wrong Credentials) error."
    if (allocation.credential.username !== credential.username) return refusal(441);
    return handle({ ...request, allocation }, this.#state);
  }

  #mayAnswer({ transport, address }: RelayClient): boolean {
    const limit = this.#answerLimits[transport === "udp" ? "udp" : "streams"];
    return limit.take(networkOf(address), this.#ports.clock.now());
  }

  /** Sends the answer, unless it would serve to flood somebody else. */
  #answer(
    client: RelayClient,
    message: StunMessage,
    reply: Reply,
    authenticated?: Authenticated,
  ): DropReason | undefined {
    const isStranger = authenticated === undefined;
    const canBeForged = isStranger && client.transport === "udp";
    // Who has an allocation has logged in before: a nonce that has run out must not cost him his transfer.
    if (isStranger && !client.allocation && !this.#mayAnswer(client)) return "rate-limited";
    const transactionId = transactionIdOf(message);
    const { code } = reply;
    const writer = new MessageWriter(message.method, code === undefined ? "success" : "error", transactionId);
    // A reason phrase helps who reads it, and only makes larger what goes to strangers.
    if (code !== undefined) writer.add(errorCode, { code, reason: isStranger ? "" : reply.reason });
    reply.write?.(writer);
    if (authenticated) {
      const { integrity, credential } = authenticated;
      sign(writer, integrity, credential.key, this.#ports.hash);
    }
    if (findAttribute(message, ATTRIBUTE.fingerprint)) addFingerprint(writer);
    const { bytes } = writer;
    if (canBeForged && bytes.length > MAX_AMPLIFICATION * message.bytes.length) return "amplification";
    client.send(bytes);
    return undefined;
  }
}

/** A malformed attribute in a request is answered with 400 (RFC 8489 §6.3.1). */
function orBadRequest<T>(handle: () => T): T | Refusal {
  try {
    return handle();
  } catch (error) {
    if (error instanceof ProtocolError) return refusal(400);
    throw error;
  }
}

function unknownIn({ attributes }: StunMessage): number[] {
  return attributes
    .map(({ type }) => type)
    .filter((type) => isComprehensionRequired(type) && !KNOWN_ATTRIBUTES.has(type));
}

/** RFC 8489 §6.3.1: 420 with the attributes that were not understood. */
function unknownRefusal(types: readonly number[]): Refusal {
  return refusal(420, (writer) => void writer.add(unknownAttributes, [...new Set(types)]));
}
