import type { Millis } from "#protocol/time.ts";
import { Counts } from "../collections/counts.ts";
import type { MakeRateLimiter, Quota, RateLimiter } from "../ports/rate-limiter.ts";
import type { Client } from "./client.ts";

/** What is limited per client. `misses` are joins with a code that nobody waits under. */
export const LIMITED = ["connections", "creates", "joins", "misses", "invites", "messages"] as const;
export type Limited = (typeof LIMITED)[number];

/** The quota of each; undefined switches that limit off. */
export type Quotas = Readonly<Record<Limited, Quota | undefined>>;

/** Messages are counted in such parts of the quota, but never in more than so many: counting takes time too. */
const MESSAGE_BATCH_PART = 0.01;
const MAX_MESSAGE_BATCH = 16;

/** How many times one client's quota all clients behind one shared address have together. */
export const SHARED_FACTOR = 20;

interface Limiters {
  readonly own: RateLimiter;
  readonly shared: RateLimiter;
}

/** Keeps one client from taking what belongs to all (SIG16). */
export class Limits {
  readonly #limiters: Readonly<Record<Limited, Limiters | undefined>>;
  /** How many messages a connection counts at once, in advance. */
  readonly messageBatch: number;
  /** How often each has refused something since the start. */
  readonly refusals = new Counts<Limited>(LIMITED);

  constructor(quotas: Quotas, makeLimiter: MakeRateLimiter) {
    const make = (quota: Quota | undefined): Limiters | undefined =>
      quota && {
        own: makeLimiter(quota),
        shared: makeLimiter({ ...quota, count: quota.count * SHARED_FACTOR }),
      };
    const messages = quotas.messages?.count ?? Number.POSITIVE_INFINITY;
    this.messageBatch = Math.max(1, Math.min(MAX_MESSAGE_BATCH, Math.floor(messages * MESSAGE_BATCH_PART)));
    this.#limiters = {
      connections: make(quotas.connections),
      creates: make(quotas.creates),
      joins: make(quotas.joins),
      misses: make(quotas.misses),
      invites: make(quotas.invites),
      messages: make(quotas.messages),
    };
  }

  /** How often something was refused since the start. */
  get refused(): number {
    return this.refusals.entries().reduce((sum, [, count]) => sum + count, 0);
  }

  /** Counts uses. @returns 0 where they are allowed, else how long until it is worth another try */
  async take(what: Limited, client: Client, uses = 1): Promise<Millis> {
    const limiters = this.#limiters[what];
    if (!limiters) return 0;
    const waitMs = await taken(what, limiters, client, uses);
    if (waitMs > 0) this.refusals.count(what);
    return waitMs;
  }

  /** The use did no harm, as with a code that was right. */
  async giveBack(what: Limited, client: Client): Promise<void> {
    const limiters = this.#limiters[what];
    await limiters?.own.giveBack(client.key);
  }
}

async function taken(
  what: Limited,
  { own, shared }: Limiters,
  { key, sharedKey }: Client,
  uses: number,
): Promise<Millis> {
  if (sharedKey === undefined) return own.take(key, uses);
  // A new connection has used nothing of its own yet: only the address it came by can be counted.
  const waitMs = what === "connections" ? 0 : await own.take(key, uses);
  // One who guesses must not lock out all who share the address: wrong codes have a budget for all anyway.
  if (waitMs > 0 || what === "misses") return waitMs;
  return shared.take(sharedKey, uses);
}
