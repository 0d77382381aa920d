import type { Instant } from "#protocol/time.ts";
import type { TokenBucket } from "../collections/token-bucket.ts";
import type { AllocationEnd, EndedAllocation } from "../ports/relay-watch.ts";
import type { Credential } from "./authentication.ts";
import type { RelayClient } from "./relay-client.ts";
import { keyOf, type RelayedAddress } from "./relayed-address.ts";

/** A channel number and the allocation that it stands for (RFC 8656 §12). */
export interface Channel {
  readonly number: number;
  readonly peer: Allocation;
  expiresAt: Instant;
}

export interface AllocationOptions {
  readonly client: RelayClient;
  readonly credential: Credential;
  readonly relayed: RelayedAddress;
  /** Of the Allocate request: the same one again is its retransmission. */
  readonly transactionId: Uint8Array;
  /** Names the port above, where that was reserved. */
  readonly reservationToken: Uint8Array | undefined;
  readonly startedAt: Instant;
  readonly expiresAt: Instant;
  readonly bandwidth: TokenBucket | undefined;
}

/**
 * What the server keeps for one 5-tuple (RFC 8656 §3.2). Time runs out by `expire`, which the relay calls once
 * a second, so that no packet has to ask for the time.
 */
export class Allocation {
  readonly client: RelayClient;
  readonly credential: Credential;
  readonly relayed: RelayedAddress;
  readonly relayedKey: number;
  readonly transactionId: Uint8Array;
  readonly reservationToken: Uint8Array | undefined;
  readonly bandwidth: TokenBucket | undefined;
  readonly startedAt: Instant;
  expiresAt: Instant;
  /** Application data that it sent to others, counted here alone: nothing else counts with each packet. */
  messages = 0;
  bytes = 0;
  /** Others may still hold it as the peer of a channel. */
  isDeleted = false;
  /** Until when data may be exchanged with a host. */
  readonly #permissions = new Map<number, Instant>();
  readonly #channels = new Map<number, Channel>();
  /** By the peer's relayed address. */
  readonly #channelOfPeer = new Map<number, Channel>();

  constructor(options: AllocationOptions) {
    this.client = options.client;
    this.credential = options.credential;
    this.relayed = options.relayed;
    this.relayedKey = keyOf(options.relayed);
    // Not `slice`, which on a Buffer gives a view: all that came with the request would be kept.
    this.transactionId = new Uint8Array(options.transactionId);
    this.reservationToken = options.reservationToken;
    this.startedAt = options.startedAt;
    this.expiresAt = options.expiresAt;
    this.bandwidth = options.bandwidth;
  }

  get permissionCount(): number {
    return this.#permissions.size;
  }

  get channelCount(): number {
    return this.#channels.size;
  }

  /** What is told of it when it is over. */
  summary(end: AllocationEnd): EndedAllocation {
    const { startedAt, messages, bytes } = this;
    const { transport } = this.client;
    return { group: this.credential.group, transport, startedAt, end, messages, bytes };
  }

  permits(host: number): boolean {
    return this.#permissions.has(host);
  }

  /** Installs or refreshes a permission. */
  permit(host: number, expiresAt: Instant): void {
    this.#permissions.set(host, expiresAt);
  }

  channel(number: number): Channel | undefined {
    return this.#channels.get(number);
  }

  channelTo(peer: Allocation): Channel | undefined {
    return this.#channelOfPeer.get(peer.relayedKey);
  }

  /** Binds a channel, or refreshes the same binding. */
  bind(number: number, peer: Allocation, expiresAt: Instant): void {
    const channel = { number, peer, expiresAt };
    this.#channels.set(number, channel);
    this.#channelOfPeer.set(peer.relayedKey, channel);
  }

  /** Ends permissions and channels that have run out, and channels to allocations that are gone. */
  expire(now: Instant): void {
    for (const [host, expiresAt] of this.#permissions) {
      if (expiresAt <= now) this.#permissions.delete(host);
    }
    for (const channel of this.#channels.values()) {
      if (channel.expiresAt <= now || channel.peer.isDeleted) this.#unbind(channel);
    }
  }

  #unbind({ number, peer }: Channel): void {
    this.#channels.delete(number);
    this.#channelOfPeer.delete(peer.relayedKey);
  }
}
