import type { Instant } from "#protocol/time.ts";
import type { StreamClient } from "./stream-client.ts";

/** Connections without an allocation: of one address, and besides those that have one. */
const MAX_STRANGERS = { ofAddress: 256, ofAll: 2_048 } as const;

/** All connections of a relay, and who may open another one. */
export class StreamClients {
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
    const ofThis = this.#strangersOf.get(client.address) ?? 0;
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
    if (this.#all.delete(client)) this.#count(client, -1);
  }

  /** Closes those from which nothing is to be expected. */
  sweep(now: Instant): void {
    for (const client of this.#all) {
      if (client.isIdle(now)) client.close();
    }
  }

  closeAll(): void {
    for (const client of this.#all) client.close();
  }

  #count({ address }: StreamClient, change: number): void {
    const strangers = (this.#strangersOf.get(address) ?? 0) + change;
    if (strangers > 0) this.#strangersOf.set(address, strangers);
    else this.#strangersOf.delete(address);
    this.#strangers += change;
  }
}
