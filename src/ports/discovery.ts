import type { DiscoveryMessage, DiscoveryNews } from "#protocol/discovery/messages.ts";
import type { Millis } from "#protocol/time.ts";

/** One browser's line, as far as devices nearby are concerned. */
export interface Visitor {
  readonly address: string;
  /** Many clients come by the address, or may: it tells nothing about the network they are in. */
  readonly isAddressShared: boolean;
  send(news: DiscoveryNews): void;
  /** What it said means nothing here, because it has not announced itself. */
  refuse(code: "no-peer"): void;
  /** Counts an invitation. @returns 0 where it is allowed, else how long until it is worth another try */
  takeInvite(): Promise<Millis>;
}

/** Devices whose page is open, who see each other by name and invite each other. */
export interface Discovery {
  hear(visitor: Visitor, message: DiscoveryMessage): Promise<void>;
  /** Its line is gone. For one that never announced itself nothing happens. */
  left(visitor: Visitor): void;
}
