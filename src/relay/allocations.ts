import type { SocketAddress } from "#protocol/stun/socket-address.ts";
import type { Instant } from "#protocol/time.ts";
import { TokenBucket } from "../collections/token-bucket.ts";
import { Allocation, type AllocationOptions } from "./allocation.ts";
import type { RelayOptions } from "./options.ts";
import { hostOf, keyOf } from "./relayed-address.ts";
import type { RelayedAddresses } from "./relayed-addresses.ts";

type Limits = Pick<RelayOptions, "peers" | "userQuota" | "totalQuota" | "maxBandwidth">;

/** All allocations that live, by everything they are looked for by. */
export class Allocations {
  readonly #limits: Limits;
  readonly #addresses: RelayedAddresses;
  readonly #all = new Set<Allocation>();
  /** One on nearly every host; a reserved second port makes two. */
  readonly #ofHost = new Map<number, readonly Allocation[]>();
  readonly #countOfUser = new Map<string, number>();

  constructor(limits: Limits, addresses: RelayedAddresses) {
    this.#limits = limits;
    this.#addresses = addresses;
  }

  get size(): number {
    return this.#all.size;
  }

  isUserFull(username: string): boolean {
    return (this.#countOfUser.get(username) ?? 0) >= this.#limits.userQuota;
  }

  get isFull(): boolean {
    return this.#all.size >= this.#limits.totalQuota;
  }

  add(options: Omit<AllocationOptions, "bandwidth">, now: Instant): Allocation {
    const { maxBandwidth } = this.#limits;
    const bandwidth = maxBandwidth === undefined ? undefined : new TokenBucket(maxBandwidth, now);
    const allocation = new Allocation({ ...options, bandwidth });
    const { client, credential, relayed } = allocation;
    client.allocation = allocation;
    this.#all.add(allocation);
    this.#ofHost.set(relayed.host, [...this.#onHost(relayed.host), allocation]);
    this.#count(credential.username, 1);
    return allocation;
  }

  delete(allocation: Allocation): void {
    if (!this.#all.delete(allocation)) return;
    const { client, credential, relayed } = allocation;
    allocation.isDeleted = true;
    client.allocation = undefined;
    const others = this.#onHost(relayed.host).filter((other) => other !== allocation);
    if (others.length > 0) this.#ofHost.set(relayed.host, others);
    else this.#ofHost.delete(relayed.host);
    this.#addresses.giveBack(relayed);
    this.#count(credential.username, -1);
  }

  /** Ends what has run out. */
  expire(now: Instant): void {
    for (const allocation of this.#all) {
      if (allocation.expiresAt <= now) this.delete(allocation);
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

  #count(username: string, change: number): void {
    const count = (this.#countOfUser.get(username) ?? 0) + change;
    if (count > 0) this.#countOfUser.set(username, count);
    else this.#countOfUser.delete(username);
  }
}
