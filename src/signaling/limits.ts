import type { Millis } from "#protocol/time.ts";
import type { MakeRateLimiter, Quota, RateLimiter } from "../ports/rate-limiter.ts";
import type { Client } from "./client.ts";

/** What is limited per client. `misses` are joins with a code that nobody waits under. */
export const LIMITED = ["connections", "creates", "joins", "misses", "messages"] as const;
export type Limited = (typeof LIMITED)[number];

/** The quota of each; undefined switches that limit off. */
export type Quotas = Readonly<Record<Limited, Quota | undefined>>;

/** How many times one client's quota all clients behind one shared address have together. */
export const SHARED_FACTOR = 20;

interface Limiters {
  readonly own: RateLimiter;
  readonly shared: RateLimiter;
}

/** Keeps one client from taking what belongs to all (SIG16). */
export class Limits {
  readonly #limiters: Readonly<Record<Limited, Limiters | undefined>>;
  #refused = 0;

  constructor(quotas: Quotas, makeLimiter: MakeRateLimiter) {
    const make = (quota: Quota | undefined): Limiters | undefined =>
      quota && {
        own: makeLimiter(quota),
        shared: makeLimiter({ ...quota, count: quota.count * SHARED_FACTOR }),
      };
    this.#limiters = {
      connections: make(quotas.connections),
      creates: make(quotas.creates),
      joins: make(quotas.joins),
      misses: make(quotas.misses),
      messages: make(quotas.messages),
    };
  }

  /** How often something was refused since the start. */
  get refused(): number {
    return this.#refused;
  }

  /** Counts one use. @returns 0 where it is allowed, else how long until it is worth another try */
  async take(what: Limited, client: Client): Promise<Millis> {
    const limiters = this.#limiters[what];
    if (!limiters) return 0;
    const waitMs = await taken(what, limiters, client);
    if (waitMs > 0) this.#refused++;
    return waitMs;
  }

  /** The use did no harm, as with a code that was right. */
  async giveBack(what: Limited, client: Client): Promise<void> {
    const limiters = this.#limiters[what];
    await limiters?.own.giveBack(client.key);
    if (client.sharedKey !== undefined) await limiters?.shared.giveBack(client.sharedKey);
  }
}

async function taken(what: Limited, { own, shared }: Limiters, client: Client): Promise<Millis> {
  const { key, sharedKey } = client;
  if (sharedKey === undefined) return own.take(key);
  // A new connection has used nothing of its own yet: only the address it came by can be counted.
  const waitMs = what === "connections" ? 0 : await own.take(key);
  return waitMs > 0 ? waitMs : shared.take(sharedKey);
}
