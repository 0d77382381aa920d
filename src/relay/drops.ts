import { Counts } from "../collections/counts.ts";

/** Why a message got no answer and went nowhere. */
export const DROP_REASONS = [
  /** Neither STUN nor ChannelData. */
  "not-stun",
  /** STUN or ChannelData that is broken. */
  "malformed",
  /** A response, or a method that this relay does not have. */
  "unexpected",
  /** Data from a 5-tuple that has no allocation. */
  "no-allocation",
  /** ChannelData on a number that is not bound. */
  "no-channel",
  /** One of the two allocations has no permission for the other. */
  "no-permission",
  /** The peer is not, or not any more, an allocation that this one may reach. */
  "no-peer",
  /** Over what the allocation, or all of them, may send per second. */
  "bandwidth",
  /** Too many answers to one address that has not logged in. */
  "rate-limited",
  /** The answer would be more than 2.5 times as large as what asked for it. */
  "amplification",
  /** The client, or its line, takes no more. */
  "congested",
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** Counts what was dropped since the start. */
export class Drops extends Counts<DropReason> {
  constructor() {
    super(DROP_REASONS);
  }
}
