import type { SocketAddress } from "#protocol/stun/socket-address.ts";
import type { Instant } from "#protocol/time.ts";
import { TokenBucket } from "../collections/token-bucket.ts";
import type { AllocationEnd, EndedAllocation } from "../ports/relay-watch.ts";
import { Allocation, type AllocationOptions } from "./allocation.ts";
import type { Credential } from "./authentication.ts";
import type { RelayOptions } from "./options.ts";
import { hostOf, keyOf } from "./relayed-address.ts";
import type { RelayedAddresses } from "./relayed-addresses.ts";

type Limits = Pick<RelayOptions, "peers" | "userQuota" | "totalQuota" | "maxBandwidth">;

/** Sender and receiver. */
const PEERS_OF_GROUP = 2;

/** All allocations that live, by everything they are looked for by. */
export class Allocations {
  readonly #limits: Limits;
  readonly #addresses: RelayedAddresses;
  readonly #all = new Set<Allocation>();
  /** One on nearly every host; a reserved second port makes two. */
  readonly #ofHost = new Map<number, readonly Allocation[]>();
  readonly #ofUser = new Tally();
  /** A session's credentials are renewed, and its peers have one each. */
  readonly #ofGroup = new Tally();
  readonly #ended: (allocation: EndedAllocation) => void;
  /** Of those that are over. */
  readonly #past = { allocations: 0, messages: 0, bytes: 0 };

  /** @param ended is told of each that is over */
  constructor(
    limits: Limits,
    addresses: RelayedAddresses,
    ended: (allocation: EndedAllocation) => void = () => undefined,
  ) {
    this.#limits = limits;
    this.#addresses = addresses;
    this.#ended = ended;
  }

  get size(): number {
    return this.#all.size;
  }

  /** All that there were, and the application data that they have sent. Looks at each that lives. */
  totals(): { readonly allocations: number; readonly messages: number; readonly bytes: number } {
    let { allocations, messages, bytes } = this.#past;
    for (const allocation of this.#all) {
      allocations++;
      messages += allocation.messages;
      bytes += allocation.bytes;
    }
    return { allocations, messages, bytes };
  }

  /** Those of one session that live, and the application data that they have sent. Looks at each that lives. */
  ofGroup(group: string): { readonly allocations: number; readonly bytes: number } {
    let [allocations, bytes] = [0, 0];
    if (this.#ofGroup.of(group) === 0) return { allocations, bytes };
    for (const { credential, bytes: sent } of this.#all) {
      if (credential.group !== group) continue;
      allocations++;
      bytes += sent;
    }
    return { allocations, bytes };
  }

  /** Whether another allocation would be more than one user, or all users of a session, may have. */
  isQuotaReached({ username, group }: Credential): boolean {
    const { userQuota } = this.#limits;
    return this.#ofUser.of(username) >= userQuota || this.#ofGroup.of(group) >= userQuota * PEERS_OF_GROUP;
  }

  get isFull(): boolean {
    return this.#all.size >= this.#limits.totalQuota;
  }

  add(options: Omit<AllocationOptions, "bandwidth" | "startedAt">, now: Instant): Allocation {
    const { maxBandwidth } = this.#limits;
    const bandwidth = maxBandwidth === undefined ? undefined : new TokenBucket(maxBandwidth, now);
    const allocation = new Allocation({ ...options, startedAt: now, bandwidth });
    const { client, credential, relayed } = allocation;
    client.allocation = allocation;
    this.#all.add(allocation);
    this.#ofHost.set(relayed.host, [...this.#onHost(relayed.host), allocation]);
    this.#count(credential, 1);
    return allocation;
  }

  delete(allocation: Allocation, end: AllocationEnd): void {
    if (!this.#all.delete(allocation)) return;
    const { client, credential, relayed } = allocation;
    allocation.isDeleted = true;
    client.allocation = undefined;
    const others = this.#onHost(relayed.host).filter((other) => other !== allocation);
    if (others.length > 0) this.#ofHost.set(relayed.host, others);
    else this.#ofHost.delete(relayed.host);
    this.#addresses.giveBack(relayed);
    this.#count(credential, -1);
    this.#past.allocations++;
    this.#past.messages += allocation.messages;
    this.#past.bytes += allocation.bytes;
    this.#ended(allocation.summary(end));
  }

  /** Ends what has run out. */
  expire(now: Instant): void {
    for (const allocation of this.#all) {
      if (allocation.expiresAt <= now) this.delete(allocation, "expired");
    }
    for (const allocation of this.#all) allocation.expire(now);
  }

  /** The host of this IP, where an allocation lives there that `from` may reach. */
  reachableHost(from: Allocation, ip: Uint8Array): number | undefined {
    const host = hostOf(ip);
    if (host === undefined) return undefined;
    return this.#onHost(host).some((peer) => this.#mayReach(from, peer)) ? host : undefined;
  }

  /** The allocation with this relayed address, where `from` may reach it. */
  reachable(from: Allocation, { ip, port }: SocketAddress): Allocation | undefined {
    const host = hostOf(ip);
    if (host === undefined) return undefined;
    const key = keyOf({ host, port });
    const peer = this.#onHost(host).find(({ relayedKey }) => relayedKey === key);
    return peer && this.#mayReach(from, peer) ? peer : undefined;
  }

  #mayReach(from: Allocation, peer: Allocation): boolean {
    return this.#limits.peers === "all" || from.credential.group === peer.credential.group;
  }

  #onHost(host: number): readonly Allocation[] {
    return this.#ofHost.get(host) ?? [];
  }

  #count({ username, group }: Credential, change: number): void {
    this.#ofUser.add(username, change);
    this.#ofGroup.add(group, change);
  }
}

/** Counts by name; a name that counts nothing is not kept. */
class Tally {
  readonly #counts = new Map<string, number>();

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  add(name: string, change: number): void {
    const count = this.of(name) + change;
    if (count > 0) this.#counts.set(name, count);
    else this.#counts.delete(name);
  }
}
