import type { SessionId } from "#protocol/ids.ts";
import type { Span } from "./tracer.ts";

/** What happens to sessions, in the words of docs/protocol.md. */
export const SESSION_EVENTS = [
  "created",
  "joined",
  "resumed",
  "restored",
  /** A place was given up. */
  "left",
  /** A place whose browser did not come back in time. */
  "gone",
  /** The session is over, because its code ran out, or behind `left` or `gone`. */
  "expired",
  "ended",
] as const;
export type SessionEvent = (typeof SESSION_EVENTS)[number];

/** Is told of all that happens to sessions: what is logged, counted, recorded and traced comes from there. */
export interface SessionWatch {
  happened(event: SessionEvent, sessionId: SessionId): void;
  /** Of the session's life here; undefined where nothing is traced. */
  spanOf(sessionId: SessionId): Span | undefined;
}
