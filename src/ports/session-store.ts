import type { ResumeToken, SessionCode, SessionId } from "#protocol/ids.ts";
import type { ServerMessage } from "#protocol/signaling/messages.ts";
import type { Instant } from "#protocol/time.ts";

/** A place in a session: 0 belongs to who made it, the others to who joined, in order. */
export type SeatNumber = number;

export const HOST_SEAT: SeatNumber = 0;

/** Nobody has it, its socket is there, or its socket is lost and the place is kept. */
export type Presence = "free" | "here" | "away";

export interface SeatRef {
  readonly sessionId: SessionId;
  readonly seat: SeatNumber;
}

export interface NewSession {
  readonly id: SessionId;
  readonly code: SessionCode;
  /** How many may join. */
  readonly capacity: number;
  /** The host's. */
  readonly token: ResumeToken;
}

/** A seat that was taken, and how its session looks from there. */
export interface TakenSeat extends SeatRef {
  /** Of every seat, by number; the last one is the highest that can be taken. */
  readonly presence: readonly Presence[];
}

/** What a sweep has ended. Each is told once. */
export type Swept =
  /** The code ran out before anyone came: the session is gone. */
  | { readonly type: "expired"; readonly sessionId: SessionId }
  /** A seat's socket did not come back in time: as if it had left. */
  | ({ readonly type: "gone"; readonly ended: boolean } & SeatRef);

/** Numbers for `/stats`. */
export interface SessionCounts {
  readonly sessions: number;
  /** Sessions whose code still admits somebody. */
  readonly waiting: number;
  /** Seats that are taken. */
  readonly peers: number;
  /** Of these, seats whose socket is lost. */
  readonly away: number;
}

/**
 * Everything the server knows about who is in which session. Each call is atomic. What it keeps ends by
 * itself: codes after the life of a code, lost seats after their grace. `sessionStoreContract` is what every
 * store must pass.
 */
export interface SessionStore {
  /** @returns when the code runs out; `code-taken` where another live session has this code */
  open(session: NewSession): Promise<{ readonly expiresAt: Instant } | "code-taken" | "full">;
  /** Takes the next seat under a live code; the last one uses the code up. Undefined for every other code. */
  join(code: SessionCode, token: ResumeToken): Promise<TakenSeat | undefined>;
  /** The seat that this token belongs to is here again. Undefined for an unknown session or a wrong token. */
  resume(sessionId: SessionId, token: ResumeToken): Promise<TakenSeat | undefined>;
  /**
   * Makes a session of two known again that the store has forgotten: the first who comes opens it without a
   * code, the other seat is kept for the other one for the time of a grace. Undefined where the seat is taken,
   * and for a session that somebody left within the last grace: that one is over.
   */
  restore(ref: SeatRef, token: ResumeToken): Promise<TakenSeat | "full" | undefined>;
  /** The seat's socket is lost; its grace begins. */
  away(ref: SeatRef): Promise<void>;
  /**
   * Gives the seat up. The session ends with its host, and with its last guest once the code is used up.
   * @returns whether the session is over
   */
  leave(ref: SeatRef): Promise<boolean>;
  /** Keeps a message for a seat that is away. @returns false where nobody will come for it, or it is too much */
  keep(ref: SeatRef, message: ServerMessage): Promise<boolean>;
  /** What was kept for the seat, oldest first; forgotten with this call. */
  collect(ref: SeatRef): Promise<readonly ServerMessage[]>;
  /** Ends what has run out. */
  sweep(): Promise<readonly Swept[]>;
  counts(): Promise<SessionCounts>;
}
