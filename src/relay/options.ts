import type { Hash } from "#protocol/hash.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Random } from "../ports/random.ts";
import type { Quota } from "../ports/rate-limiter.ts";
import type { EndedAllocation } from "../ports/relay-watch.ts";

/** What an operator may set. */
export interface RelayOptions {
  /** At most 20 bytes: a longer one would make a challenge over 2.5 times as large as what asked for it. */
  readonly realm: string;
  /** Shared with whoever mints credentials (`protocol/turn/credentials.ts`). */
  readonly secret: string;
  /** Between which allocations bytes are carried: those of one session, or all. */
  readonly peers: "session" | "all";
  /** Most allocations of one user name. */
  readonly userQuota: number;
  /** Most allocations of all. */
  readonly totalQuota: number;
  /** Application bytes per second that one allocation may send; undefined for no limit. */
  readonly maxBandwidth: number | undefined;
  /** The same for all allocations together. */
  readonly totalBandwidth: number | undefined;
  /** Answers to one address that has not logged in; undefined for no limit. */
  readonly answerQuota: Quota | undefined;
}

export interface RelayPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly hash: Hash;
  readonly log: Log;
  /** Is told of each allocation that is over. */
  readonly allocationEnded?: (allocation: EndedAllocation) => void;
}
