import type { MessageWriter } from "#protocol/stun/message.ts";

/** What a request gets: success, or an error code with its reason phrase. */
export type Reply = Success | Refusal;

export interface Success {
  readonly code?: undefined;
  /** Adds the response's attributes. */
  readonly write: (writer: MessageWriter) => void;
}

export interface Refusal {
  /** RFC 8489 §14.8, RFC 8656 §19. */
  readonly code: number;
  readonly reason: string;
  /** Adds attributes besides the error code. */
  readonly write?: (writer: MessageWriter) => void;
}

export function refusal(code: keyof typeof REASONS, write?: Refusal["write"]): Refusal {
  return { code, reason: REASONS[code], ...(write && { write }) };
}

const REASONS = {
  400: "Bad Request",
  401: "Unauthenticated",
  403: "Forbidden",
  420: "Unknown Attribute",
  437: "Allocation Mismatch",
  438: "Stale Nonce",
  440: "Address Family not Supported",
  441: "Wrong Credentials",
  442: "Unsupported Transport Protocol",
  443: "Peer Address Family Mismatch",
  486: "Allocation Quota Reached",
  508: "Insufficient Capacity",
} as const;
