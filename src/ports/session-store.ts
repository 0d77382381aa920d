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
  /** How many may join the code in all, each in a session of its own, once its host admits more than one. */
  readonly receivers: number;
  /** The host's. */
  readonly token: ResumeToken;
}

/** The secrets of a session that is opened for the next device under a code. */
export interface NextSecrets {
  readonly id: SessionId;
  /** The host's. */
  readonly token: ResumeToken;
}

/** A session that was opened for the next device as somebody joined, with a seat that is kept for the same host. */
export interface NextSession {
  readonly sessionId: SessionId;
  readonly token: ResumeToken;
  readonly code: SessionCode;
  readonly expiresAt: Instant;
  /** How many may still join the code. */
  readonly receivers: number;
}

/** A seat that was taken, and how its session looks from there. */
export interface TakenSeat extends SeatRef {
  /** Of every seat, by number; the last one is the highest that can be taken. */
  readonly presence: readonly Presence[];
  /** Opened as somebody joined this session; told to nobody but the host, as long as it lives. */
  readonly next?: NextSession | undefined;
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
  /**
   * Lets several devices join under the code of this session, each in a session of its own, or only one again.
   * @returns whether it does: never for a seat that is not the host's, a code that is used up, or the last device
   */
  admit(ref: SeatRef, more: boolean): Promise<boolean>;
  /**
   * Takes the next seat under a live code. The last one uses the code up; or, where several are admitted and there
   * is room for another session, that one is opened under the same code for the rest of its life, and the seat of
   * its host is away until it is resumed. Undefined for every other code.
   */
  join(code: SessionCode, token: ResumeToken, next: NextSecrets): Promise<TakenSeat | undefined>;
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
