import type { ResumeToken, SessionCode, SessionId } from "#protocol/ids.ts";
import type { ServerMessage } from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";
import { TtlMap } from "../collections/ttl-map.ts";
import type { Clock } from "../ports/clock.ts";
import {
  HOST_SEAT,
  type NewSession,
  type NextSecrets,
  type NextSession,
  type Presence,
  type SeatNumber,
  type SeatRef,
  type SessionCounts,
  type SessionStore,
  type Swept,
  type TakenSeat,
} from "../ports/session-store.ts";

export interface MemorySessionStoreOptions {
  /** Life of a code that nobody has used. */
  readonly ttlMs: Millis;
  /** How long a seat is kept after its socket was lost. */
  readonly graceMs: Millis;
  /** Most sessions at a time. */
  readonly maxSessions: number;
}

/** Most messages kept for one absent seat: eight lanes that are made anew say about 170. */
const MAX_KEPT_MESSAGES = 256;

/** Most characters kept for one absent seat, and for all of them together. */
const MAX_KEPT_LENGTH = 131_072;
const MAX_KEPT_TOTAL_LENGTH = 16_777_216;

interface Seat {
  presence: Presence;
  /** Undefined for a seat of a restored session that nobody has claimed yet. */
  token: ResumeToken | undefined;
  /** As JSON, for a seat that is away. */
  kept: string[] | undefined;
}

interface Session {
  readonly id: SessionId;
  /** Undefined once it is used up or has run out. */
  code: SessionCode | undefined;
  readonly capacity: number;
  /** How many may join the code in all, from this session on. */
  readonly receivers: number;
  readonly seats: Seat[];
  admitsMore: boolean;
  next: NextSession | undefined;
}

/** The embedded store: nothing but maps in this process. A restart forgets all of it. */
export class MemorySessionStore implements SessionStore {
  readonly #options: MemorySessionStoreOptions;
  readonly #sessions = new Map<SessionId, Session>();
  readonly #waiting: TtlMap<SessionCode, Session>;
  readonly #away: TtlMap<Seat, SeatRef>;
  /** Sessions that somebody left: who was away then must not make them known again. */
  readonly #ended: TtlMap<SessionId, true>;
  #peers = 0;
  #keptLength = 0;

  constructor(options: MemorySessionStoreOptions, clock: Clock) {
    this.#options = options;
    this.#waiting = new TtlMap(options.ttlMs, clock);
    this.#away = new TtlMap(options.graceMs, clock);
    this.#ended = new TtlMap(options.graceMs, clock);
  }

  async open({ id, code, capacity, receivers, token }: NewSession) {
    if (this.#isFull()) return "full";
    if (this.#waiting.holds(code)) return "code-taken"; // one that ran out has its session until the sweep
    const session = sessionOf({ id, code, capacity, receivers }, seatOf(token));
    this.#sessions.set(id, session);
    this.#peers++;
    return { expiresAt: this.#waiting.set(code, session) };
  }

  async admit({ sessionId, seat }: SeatRef, more: boolean): Promise<boolean> {
    const session = this.#sessions.get(sessionId);
    if (seat !== HOST_SEAT || session?.code === undefined) return false;
    session.admitsMore = more && session.receivers > 1 && this.#waiting.get(session.code) === session;
    return session.admitsMore;
  }

  async join(code: SessionCode, token: ResumeToken, next: NextSecrets): Promise<TakenSeat | undefined> {
    const session = this.#waiting.get(code);
    if (!session) return undefined;
    session.seats.push(seatOf(token));
    this.#peers++;
    if (session.seats.length > session.capacity) {
      session.next = this.#openNext(session, code, next);
      if (!session.next) this.#waiting.delete(code);
      session.code = undefined;
    }
    return this.#taken(session, session.seats.length - 1);
  }

  async resume(sessionId: SessionId, token: ResumeToken): Promise<TakenSeat | undefined> {
    const session = this.#sessions.get(sessionId);
    const number = session?.seats.findIndex((seat) => seat.token === token) ?? -1;
    if (!session || number < 0) return undefined;
    return this.#here(session, number);
  }

  async restore({ sessionId, seat }: SeatRef, token: ResumeToken): Promise<TakenSeat | "full" | undefined> {
    if (this.#ended.get(sessionId)) return undefined;
    let session = this.#sessions.get(sessionId);
    if (!session) {
      if (this.#isFull()) return "full";
      session = {
        id: sessionId,
        code: undefined,
        capacity: 1,
        receivers: 1,
        seats: [seatOf(undefined), seatOf(undefined)],
        admitsMore: false,
        next: undefined,
      };
      this.#sessions.set(sessionId, session);
      this.#peers += 2;
      for (const number of session.seats.keys()) this.#leaveAlone(session, number);
    }
    const claimed = session.seats[seat];
    if (claimed?.presence !== "away" || claimed.token !== undefined) return undefined;
    claimed.token = token;
    return this.#here(session, seat);
  }

  async away({ sessionId, seat }: SeatRef): Promise<void> {
    const session = this.#sessions.get(sessionId);
    if (session?.seats[seat]?.presence === "here") this.#leaveAlone(session, seat);
  }

  async leave(ref: SeatRef): Promise<boolean> {
    const isOver = this.#leave(ref);
    if (isOver) this.#ended.set(ref.sessionId, true);
    return isOver;
  }

  async keep({ sessionId, seat: number }: SeatRef, message: ServerMessage): Promise<boolean> {
    const seat = this.#sessions.get(sessionId)?.seats[number];
    if (seat?.presence !== "away") return false;
    const text = JSON.stringify(message);
    const kept = seat.kept ?? [];
    const fits =
      kept.length < MAX_KEPT_MESSAGES &&
      lengthOf(kept) + text.length <= MAX_KEPT_LENGTH &&
      this.#keptLength + text.length <= MAX_KEPT_TOTAL_LENGTH;
    if (!fits) return false;
    seat.kept = [...kept, text];
    this.#keptLength += text.length;
    return true;
  }

  async collect({ sessionId, seat: number }: SeatRef): Promise<readonly ServerMessage[]> {
    const seat = this.#sessions.get(sessionId)?.seats[number];
    const kept = seat?.kept ?? [];
    if (seat) this.#forgetKept(seat);
    return kept.map((text) => JSON.parse(text) as ServerMessage);
  }

  async sweep(): Promise<readonly Swept[]> {
    const swept: Swept[] = [];
    for (const [, session] of this.#waiting.sweep()) {
      session.code = undefined;
      if (session.seats.some(isGuest)) continue; // for them it goes on
      this.#end(session);
      swept.push({ type: "expired", sessionId: session.id });
    }
    this.#ended.forgetExpired();
    for (const [, ref] of this.#away.sweep()) {
      if (!this.#sessions.has(ref.sessionId)) continue;
      swept.push({ type: "gone", ended: this.#leave(ref), ...ref });
    }
    return swept;
  }

  async counts(): Promise<SessionCounts> {
    const { size: sessions } = this.#sessions;
    return { sessions, waiting: this.#waiting.size, peers: this.#peers, away: this.#away.size };
  }

  #isFull(): boolean {
    return this.#sessions.size >= this.#options.maxSessions;
  }

  /** In the place of a session that somebody joined; undefined where this one was the code's last. */
  #openNext(
    { admitsMore, receivers: before, capacity }: Session,
    code: SessionCode,
    { id, token }: NextSecrets,
  ): NextSession | undefined {
    if (!admitsMore || this.#isFull()) return undefined;
    const receivers = before - 1;
    const session = sessionOf({ id, code, capacity, receivers }, seatOf(token));
    session.admitsMore = receivers > 1;
    const expiresAt = this.#waiting.replace(code, session);
    if (expiresAt === undefined) return undefined;
    this.#sessions.set(id, session);
    this.#peers++;
    this.#leaveAlone(session, HOST_SEAT);
    return { sessionId: id, token, code, expiresAt, receivers };
  }

  #retireCode(session: Session): void {
    if (session.code !== undefined) this.#waiting.delete(session.code);
    session.code = undefined;
  }

  #here(session: Session, number: SeatNumber): TakenSeat {
    const seat = session.seats[number];
    if (seat) {
      seat.presence = "here";
      this.#away.delete(seat);
    }
    return this.#taken(session, number);
  }

  #taken(session: Session, seat: SeatNumber): TakenSeat {
    const length = session.code === undefined ? session.seats.length : session.capacity + 1;
    const presence = Array.from({ length }, (_, number) => session.seats[number]?.presence ?? "free");
    const next = session.next && this.#sessions.has(session.next.sessionId) ? session.next : undefined;
    return { sessionId: session.id, seat, presence, ...(next && { next }) };
  }

  #leaveAlone(session: Session, number: SeatNumber): void {
    const seat = session.seats[number];
    if (!seat) return;
    seat.presence = "away";
    this.#away.set(seat, { sessionId: session.id, seat: number });
  }

  #leave({ sessionId, seat: number }: SeatRef): boolean {
    const session = this.#sessions.get(sessionId);
    const seat = session?.seats[number];
    if (!session || !seat || seat.presence === "free") return false;
    this.#free(seat);
    const isOver = number === HOST_SEAT || (session.code === undefined && !session.seats.some(isGuest));
    if (isOver) this.#end(session);
    return isOver;
  }

  #end(session: Session): void {
    this.#retireCode(session);
    for (const seat of session.seats) if (seat.presence !== "free") this.#free(seat);
    this.#sessions.delete(session.id);
  }

  #free(seat: Seat): void {
    seat.presence = "free";
    seat.token = undefined;
    this.#forgetKept(seat);
    this.#away.delete(seat);
    this.#peers--;
  }

  #forgetKept(seat: Seat): void {
    this.#keptLength -= lengthOf(seat.kept ?? []);
    seat.kept = undefined;
  }
}

function lengthOf(kept: readonly string[]): number {
  return kept.reduce((sum, { length }) => sum + length, 0);
}

function seatOf(token: ResumeToken | undefined): Seat {
  return { presence: "here", token, kept: undefined };
}

function sessionOf(facts: Pick<Session, "id" | "code" | "capacity" | "receivers">, host: Seat): Session {
  return { ...facts, seats: [host], admitsMore: false, next: undefined };
}

function isGuest({ presence }: Seat, number: SeatNumber): boolean {
  return number !== HOST_SEAT && presence !== "free";
}
