import type { Instant, Millis } from "#protocol/time.ts";

/** Most signals kept for a seat that is away (SIG9). */
const MAX_KEPT = 256;

/** Somebody with a browser; `inbox` is what the rules say that the browser must have heard. */
export interface Person {
  readonly inbox: string[];
}

interface ModelSeat {
  /** Undefined for a seat that nobody has claimed: of a restored session, or a sender's next one. */
  person: Person | undefined;
  /** Undefined for a person that is connected. */
  awaySince: Instant | undefined;
  kept: string[];
}

export interface ModelSession {
  readonly id: string;
  /** Undefined once it is used up. */
  code: string | undefined;
  readonly openedAt: Instant;
  /** The sender's, then the receiver's. */
  readonly seats: ModelSeat[];
  /** How many may still join the code, if its sender lets more than one. */
  readonly receivers: number;
  admitsMore: boolean;
  /** The session that was opened for the next one under the same code. */
  next: string | undefined;
}

export interface ModelOptions {
  readonly ttlMs: Millis;
  readonly graceMs: Millis;
  readonly maxSessions: number;
  readonly receivers: number;
}

/** What somebody who tried a code has come to. */
export interface Tried {
  readonly session: ModelSession;
  /** Another session is to be opened under the same code: see `openNext`. */
  readonly opensNext: boolean;
}

/**
 * The rules of signaling in docs/protocol.md once more, as plainly as possible, for a simulation to compare the
 * server with. It puts into each inbox what that browser must hear, by type and, for signals, by tag.
 */
export class SignalingModel {
  readonly sessions = new Map<string, ModelSession>();
  /** When somebody left them. */
  readonly ended = new Map<string, Instant>();
  readonly #options: ModelOptions;

  constructor(options: ModelOptions) {
    this.#options = options;
  }

  get isFull(): boolean {
    return this.sessions.size >= this.#options.maxSessions;
  }

  counts() {
    const all = [...this.sessions.values()];
    const seats = all.flatMap((session) => session.seats);
    return {
      sessions: all.length,
      waiting: all.filter(({ code }) => code !== undefined).length,
      peers: seats.length,
      away: seats.filter(({ awaySince }) => awaySince !== undefined).length,
      /** Sessions that somebody is connected to. */
      tables: all.filter((session) => session.seats.some(({ awaySince }) => awaySince === undefined)).length,
    };
  }

  underCode(code: string): ModelSession | undefined {
    return [...this.sessions.values()].find((session) => session.code === code);
  }

  created(id: string, code: string, person: Person, now: Instant): void {
    const { receivers } = this.#options;
    const [seats, admitsMore, next] = [[seatOf(person)], false, undefined];
    this.sessions.set(id, { id, code, openedAt: now, seats, receivers, admitsMore, next });
  }

  /** The sender of a session, or somebody who joined it, wants its code to admit more, or one only. */
  admit(id: string, number: number, more: boolean): void {
    const session = this.sessions.get(id);
    const isHost = number === 0 && session?.code !== undefined;
    if (isHost) session.admitsMore = more && session.receivers > 1;
    session?.seats[number]?.person?.inbox.push(`admits ${isHost && session.admitsMore}`);
  }

  join(code: string, person: Person): Tried | undefined {
    const session = this.underCode(code);
    if (!session) {
      person.inbox.push("error unknown-code");
      return undefined;
    }
    const isHostAway = session.seats[0]?.awaySince !== undefined;
    const opensNext = session.admitsMore && !this.isFull;
    session.code = undefined;
    session.seats.push(seatOf(person));
    person.inbox.push("joined", ...(isHostAway ? ["peer-away"] : []));
    this.#tell(session, 0, opensNext ? "peer-joined next" : "peer-joined");
    return { session, opensNext };
  }

  /** The session that was opened as somebody joined the one before it. */
  openNext(id: string, before: ModelSession, code: string, now: Instant): void {
    const receivers = before.receivers - 1;
    const seats = [{ person: undefined, awaySince: now, kept: [] }];
    const { openedAt } = before;
    before.next = id;
    this.sessions.set(id, {
      id,
      code,
      openedAt,
      seats,
      receivers,
      admitsMore: receivers > 1,
      next: undefined,
    });
  }

  /** Another line of the same sender, which takes the place that was opened for it. */
  claimNext(id: string, person: Person): void {
    const host = this.sessions.get(id)?.seats[0];
    if (host) host.person = person;
    this.resume(id, 0, person);
  }

  resume(id: string, number: number, person: Person): boolean {
    const session = this.sessions.get(id);
    const seat = session?.seats[number];
    if (!session || seat?.person !== person) {
      person.inbox.push("error unknown-session");
      return false;
    }
    const other = session.seats[1 - number];
    const peer = other ? (other.awaySince === undefined ? "here" : "away") : "none";
    const hasNext = number === 0 && session.next !== undefined && this.sessions.has(session.next);
    this.#arrive(session, number, `resumed ${peer}${hasNext ? " next" : ""}`, "peer-back");
    return true;
  }

  restore(id: string, number: number, person: Person, now: Instant): boolean {
    const endedAt = this.ended.get(id) ?? Number.NEGATIVE_INFINITY;
    if (endedAt + this.#options.graceMs > now) {
      person.inbox.push("error unknown-session");
      return false;
    }
    const known = this.sessions.get(id);
    if (!known && this.isFull) {
      person.inbox.push("error server-full");
      return false;
    }
    const unclaimed = () => ({ person: undefined, awaySince: now, kept: [] });
    const session = known ?? {
      ...{ id, code: undefined, openedAt: now, seats: [unclaimed(), unclaimed()] },
      ...{ receivers: 1, admitsMore: false, next: undefined },
    };
    const seat = session.seats[number];
    if (!seat || seat.person !== undefined) {
      person.inbox.push("error unknown-session");
      return false;
    }
    this.sessions.set(id, session);
    seat.person = person;
    this.#arrive(session, number, "joined", "peer-joined");
    return true;
  }

  signal(id: string, number: number, tag: string): void {
    const seats = this.sessions.get(id)?.seats ?? [];
    const other = seats[1 - number];
    if (other && other.awaySince === undefined) other.person?.inbox.push(tag);
    else if (other && other.kept.length < MAX_KEPT) other.kept.push(tag);
    else seats[number]?.person?.inbox.push("error no-peer");
  }

  away(id: string, number: number, now: Instant): void {
    const session = this.sessions.get(id);
    const seat = session?.seats[number];
    if (!session || !seat) return;
    seat.awaySince = now;
    this.#tell(session, 1 - number, "peer-away");
  }

  leave(id: string, number: number, now: Instant): void {
    const session = this.sessions.get(id);
    if (!session) return;
    this.sessions.delete(id);
    this.ended.set(id, now);
    this.#tell(session, 1 - number, "peer-left");
  }

  /** Ends what has run out by now. */
  tick(now: Instant): void {
    for (const session of this.sessions.values()) {
      if (session.code !== undefined && session.openedAt + this.#options.ttlMs <= now) {
        this.sessions.delete(session.id);
        this.#tell(session, 0, "expired");
        continue;
      }
      const isGone = ({ awaySince }: ModelSeat) =>
        awaySince !== undefined && awaySince + this.#options.graceMs <= now;
      if (!session.seats.some(isGone)) continue;
      this.sessions.delete(session.id);
      for (const number of session.seats.keys()) this.#tell(session, number, "peer-left");
    }
  }

  #arrive(session: ModelSession, number: number, answer: string, news: string): void {
    const seat = session.seats[number];
    if (!seat) return;
    seat.awaySince = undefined;
    seat.person?.inbox.push(answer, ...seat.kept.splice(0));
    this.#tell(session, 1 - number, news);
  }

  #tell({ seats }: ModelSession, number: number, word: string): void {
    const seat = seats[number];
    if (seat && seat.awaySince === undefined) seat.person?.inbox.push(word);
  }
}

function seatOf(person: Person): ModelSeat {
  return { person, awaySince: undefined, kept: [] };
}
