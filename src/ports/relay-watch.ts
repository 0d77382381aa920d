import type { Instant } from "#protocol/time.ts";

/** How an allocation ended: given back, out of time, or with its connection. */
export type AllocationEnd = "released" | "expired" | "disconnected";

/** What is told of an allocation when it is over. */
export interface EndedAllocation {
  /** The session that its user name was made for; text from outside until it is found among the sessions. */
  readonly group: string;
  readonly transport: "udp" | "tcp" | "tls";
  readonly startedAt: Instant;
  readonly end: AllocationEnd;
  /** Application data that it sent through the relay. */
  readonly messages: number;
  readonly bytes: number;
}
