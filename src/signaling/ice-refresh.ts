import type { Millis } from "#protocol/time.ts";
import { TtlMap } from "../collections/ttl-map.ts";
import type { Clock } from "../ports/clock.ts";

/** Somebody who has a list of ICE servers that is not good for ever. */
export interface Refreshed {
  refreshIceServers(): void;
}

/** Sees to it that whoever has a place has ICE servers whose credentials work, without a timer for each (SIG23). */
export class IceRefresh {
  /** Undefined where no list ever goes bad. */
  readonly #fresh: TtlMap<Refreshed, true> | undefined;

  /** @param freshMs how long a list is good for; undefined for ever */
  constructor(freshMs: Millis | undefined, clock: Clock) {
    this.#fresh = freshMs === undefined ? undefined : new TtlMap(freshMs, clock);
  }

  /** How many are waited for. */
  get size(): number {
    return this.#fresh?.size ?? 0;
  }

  /** This one has got a list just now. */
  got(who: Refreshed): void {
    this.#fresh?.set(who, true);
  }

  /** This one needs none any more. */
  forget(who: Refreshed): void {
    this.#fresh?.delete(who);
  }

  sweep(): void {
    for (const [who] of this.#fresh?.sweep() ?? []) who.refreshIceServers();
  }
}
