import type { Instant } from "#protocol/time.ts";
import { networkOf } from "../addresses/network-of.ts";
import { ByteBudget } from "./byte-budget.ts";
import type { StreamClient } from "./stream-client.ts";

/** Connections without an allocation: of one address (an IPv6 /64), and besides those that have one. */
const MAX_STRANGERS = { ofAddress: 256, ofAll: 2_048 } as const;

/** Bytes that may wait for all clients together, so that many who do not read cannot fill the memory. */
const MAX_WAITING_BYTES = 67_108_864;

/** All connections of a relay, and who may open another one. */
export class StreamClients {
  readonly budget = new ByteBudget(MAX_WAITING_BYTES);
  readonly #all = new Set<StreamClient>();
  /** Connections without an allocation, by address. */
  readonly #strangersOf = new Map<string, number>();
  #strangers = 0;

  get size(): number {
    return this.#all.size;
  }

  /** @returns whether the connection may stay */
  add(client: StreamClient): boolean {
    const { ofAddress, ofAll } = MAX_STRANGERS;
    const ofThis = this.#strangersOf.get(networkOf(client.address)) ?? 0;
    if (ofThis >= ofAddress || this.#strangers >= ofAll) return false;
    this.#all.add(client);
    this.#count(client, 1);
    return true;
  }

  /** It has an allocation now, or has none any more. */
  changed(client: StreamClient): void {
    if (this.#all.has(client)) this.#count(client, client.allocation ? -1 : 1);
  }

  /** The connection is gone; its allocation has been ended before. */
  delete(client: StreamClient): void {
    client.ended();
    if (this.#all.delete(client)) this.#count(client, -1);
  }

  /** Closes those from which nothing is to be expected. */
  sweep(now: Instant): void {
    for (const client of this.#all) {
      if (client.isOverdue(now)) client.close();
    }
  }

  closeAll(): void {
    for (const client of this.#all) client.close();
  }

  #count({ address }: StreamClient, change: number): void {
    const network = networkOf(address);
    const strangers = (this.#strangersOf.get(network) ?? 0) + change;
    if (strangers > 0) this.#strangersOf.set(network, strangers);
    else this.#strangersOf.delete(network);
    this.#strangers += change;
  }
}
