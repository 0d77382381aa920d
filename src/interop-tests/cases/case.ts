import type { Talk } from "../../testing/transcript.ts";

/** What our relay is meant to do otherwise than coturn. */
export interface Difference {
  readonly ours: readonly string[];
  readonly coturns: readonly string[];
  readonly because: string;
}

/** One conversation that both servers are drawn into, with the same bytes but for nonces and addresses. */
export interface Case {
  readonly title: string;
  readonly talk: (talk: Talk) => Promise<unknown>;
  /** Undefined where both are to answer the same. */
  readonly differs?: Difference;
  /** Where not over UDP and TCP both. */
  readonly over?: readonly ("udp" | "tcp")[];
}

/** The answers of one request each. */
export function differs(ours: string, coturns: string, because: string): { readonly differs: Difference } {
  return { differs: { ours: [ours], coturns: [coturns], because } };
}

/** A challenge is an answer to somebody who may be somebody else. */
export const TOO_SMALL = differs(
  "silence",
  "401 realm nonce",
  "the challenge would be more than 2.5 times as large, and the source address may be forged",
);
