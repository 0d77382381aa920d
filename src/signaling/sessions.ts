import type { ResumeToken, SessionCode, SessionId } from "#protocol/ids.ts";
import type { ErrorCode, PeerPresence, ServerMessage, Signal } from "#protocol/signaling/messages.ts";
import type { Instant } from "#protocol/time.ts";
import type { Random } from "../ports/random.ts";
import {
  HOST_SEAT,
  type NextSession,
  type SeatNumber,
  type SeatRef,
  type SessionStore,
  type TakenSeat,
} from "../ports/session-store.ts";
import type { SessionWatch } from "../ports/session-watch.ts";
import type { Span } from "../ports/tracer.ts";
import { drawResumeToken, drawSessionCode, drawSessionId } from "./session-code.ts";

/** How many may join a code; the sender's own device is not counted. */
const DEFAULT_CAPACITY = 1;

/** A connected browser, as its session sees it. */
export interface Seat {
  send(message: ServerMessage): void;
  /** A host's guest is there. @param next where another one may join under the same code */
  peerJoined(next: NextSession | undefined): void;
  /** The session is over for this seat; it may take another. */
  released(): void;
  /** The same browser has its place on a newer socket now. */
  replaced(): void;
}

/** The browsers of one session that are connected to this process, by seat number. */
interface Table {
  readonly sessionId: SessionId;
  readonly seats: (Seat | undefined)[];
}

/** A seat that is taken by a connected browser. */
export interface Place {
  readonly table: Table;
  readonly seat: SeatNumber;
  readonly token: ResumeToken;
}

export interface SessionsPorts {
  readonly store: SessionStore;
  readonly random: Random;
  readonly watch: SessionWatch;
  /** How many devices may join one code in all, each in a session of its own. */
  readonly receivers: number;
}

/** A place that somebody has joined or taken again. */
export interface FoundPlace {
  readonly place: Place;
  readonly peer: PeerPresence;
  /** Opened for the host as somebody joined this session. */
  readonly next: NextSession | undefined;
}

/** Who talks to whom: the store's sessions, joined with the browsers that are connected here. */
export class Sessions {
  readonly #ports: SessionsPorts;
  readonly #tables = new Map<SessionId, Table>();

  constructor(ports: SessionsPorts) {
    this.#ports = ports;
  }

  /** Sessions that somebody is connected to here. */
  get size(): number {
    return this.#tables.size;
  }

  /** Opens a session under a new code (SIG4). */
  async create(
    host: Seat,
  ): Promise<{ readonly place: Place; readonly code: SessionCode; readonly expiresAt: Instant } | ErrorCode> {
    const { store, random, watch, receivers } = this.#ports;
    const secrets = { id: drawSessionId(random), token: drawResumeToken(random) };
    const session = { ...secrets, capacity: DEFAULT_CAPACITY, receivers };
    for (;;) {
      const code = drawSessionCode(random);
      const opened = await store.open({ ...session, code });
      if (opened === "code-taken") continue;
      if (opened === "full") return "server-full";
      watch.happened("created", session.id);
      const place = this.#seat(host, { sessionId: session.id, seat: HOST_SEAT }, session.token);
      return { place, code, expiresAt: opened.expiresAt };
    }
  }

  /** Whether several devices may join the code of this place from now on, and not only one (MANY1). */
  admit(place: Place, more: boolean): Promise<boolean> {
    return this.#ports.store.admit(refOf(place), more);
  }

  /**
   * Takes a receiver's seat. A code that never was, has run out or is used up gets one and the same answer, so
   * that nobody learns from it which codes exist (SIG5).
   */
  async join(code: SessionCode, guest: Seat): Promise<FoundPlace | ErrorCode> {
    const { store, random, watch } = this.#ports;
    const token = drawResumeToken(random);
    const secrets = { id: drawSessionId(random), token: drawResumeToken(random) };
    const taken = await store.join(code, token, secrets);
    if (!taken) return "unknown-code";
    watch.happened("joined", taken.sessionId);
    if (taken.next) watch.happened("created", taken.next.sessionId);
    const place = this.#seat(guest, taken, token);
    return { place, peer: peerPresence(taken), next: taken.next };
  }

  /** The same seat on a new socket (SIG13). What was kept for it follows once the caller has answered. */
  async resume(sessionId: SessionId, token: ResumeToken, seat: Seat): Promise<FoundPlace | ErrorCode> {
    const taken = await this.#ports.store.resume(sessionId, token);
    if (!taken) return "unknown-session";
    this.#ports.watch.happened("resumed", sessionId);
    const place = this.#seat(seat, taken, token);
    const next = taken.seat === HOST_SEAT ? taken.next : undefined;
    return { place, peer: peerPresence(taken), next };
  }

  /** A seat in a session that this server has forgotten, or had forgotten until the other one came (SIG15). */
  async restore(ref: SeatRef, token: ResumeToken, seat: Seat): Promise<Place | ErrorCode> {
    const { store, watch } = this.#ports;
    const taken = await store.restore(ref, token);
    if (taken === "full") return "server-full";
    if (!taken) return "unknown-session";
    watch.happened("restored", ref.sessionId);
    return this.#seat(seat, taken, token);
  }

  /** Of the life of a place's session. */
  spanOf({ table }: Place): Span | undefined {
    return this.#ports.watch.spanOf(table.sessionId);
  }

  /**
   * Tells the other side of a seat that was taken: once that seat has its own answer, so that no signal comes
   * before it.
   */
  announce(place: Place, news: "peer-joined" | "peer-back"): void {
    if (isSeated(place)) this.#tell(place, { type: news });
  }

  /** The same of a guest that joined, together with where the next one may. */
  announceGuest({ place, next }: FoundPlace): void {
    const host = place.table.seats[HOST_SEAT];
    if (isSeated(place) || next) host?.peerJoined(next);
  }

  /** What was kept while the seat was away; forgotten here with this call. */
  collect(place: Place): Promise<readonly ServerMessage[]> {
    return this.#ports.store.collect(refOf(place));
  }

  /**
   * Passes a signal on as it is and forgets it; one for a seat that is away is kept until it is back (SIG9).
   *
   * @returns false where there is nobody to pass it to
   */
  async relay(place: Place, signal: Signal): Promise<boolean> {
    const { sessionId, seats } = place.table;
    let reached = false;
    for (const seat of across(place)) {
      const peer = seats[seat];
      peer?.send(signal);
      if (peer || (await this.#ports.store.keep({ sessionId, seat }, signal))) reached = true;
    }
    return reached;
  }

  /** The seat is given up (SIG8). */
  async leave(place: Place): Promise<void> {
    const { store, watch } = this.#ports;
    const { sessionId } = place.table;
    this.#unseat(place);
    const isOver = await store.leave(refOf(place));
    watch.happened("left", sessionId);
    if (isOver) watch.happened("ended", sessionId);
    if (isOver) this.#endTable(place.table, { type: "peer-left" });
    else this.#tell(place, { type: "peer-left" });
  }

  /** The seat's socket is lost: the seat is kept for a while (SIG14). */
  async lost(place: Place, seat: Seat, isReloading: boolean): Promise<void> {
    if (place.table.seats[place.seat] !== seat) return; // a newer socket has the place
    this.#unseat(place);
    await this.#ports.store.away(refOf(place));
    this.#tell(place, { type: "peer-away", ...(isReloading && { reloading: true as const }) });
  }

  /** Ends what has run out, and tells those who are concerned (SIG7, SIG14). */
  async sweep(): Promise<void> {
    const { store, watch } = this.#ports;
    for (const swept of await store.sweep()) {
      const table = this.#tables.get(swept.sessionId);
      watch.happened(swept.type, swept.sessionId);
      if (swept.type === "gone" && swept.ended) watch.happened("ended", swept.sessionId);
      if (!table) continue;
      if (swept.type === "expired") this.#endTable(table, { type: "expired" });
      else if (swept.ended) this.#endTable(table, { type: "peer-left" });
      else table.seats[HOST_SEAT]?.send({ type: "peer-left" });
    }
  }

  #seat(seat: Seat, { sessionId, seat: number }: SeatRef, token: ResumeToken): Place {
    const table = this.#tables.get(sessionId) ?? { sessionId, seats: [] };
    this.#tables.set(sessionId, table);
    const before = table.seats[number];
    table.seats[number] = seat;
    if (before !== seat) before?.replaced();
    return { table, seat: number, token };
  }

  #unseat({ table, seat }: Place): void {
    table.seats[seat] = undefined;
    if (table.seats.every((other) => other === undefined)) this.#tables.delete(table.sessionId);
  }

  #endTable({ sessionId, seats }: Table, lastWord: ServerMessage): void {
    this.#tables.delete(sessionId);
    for (const seat of seats.splice(0)) {
      seat?.released();
      seat?.send(lastWord);
    }
  }

  /** Whoever is away hears of it when it resumes. */
  #tell(place: Place, message: ServerMessage): void {
    for (const seat of across(place)) place.table.seats[seat]?.send(message);
  }
}

/** Whether its browser is still connected. */
function isSeated({ table, seat }: Place): boolean {
  return table.seats[seat] !== undefined;
}

/** The host speaks with its guests, a guest with the host. */
function across({ table, seat }: Place): SeatNumber[] {
  if (seat !== HOST_SEAT) return [HOST_SEAT];
  return Array.from({ length: Math.max(table.seats.length - 1, 1) }, (_, i) => i + 1);
}

function refOf({ table, seat }: Place): SeatRef {
  return { sessionId: table.sessionId, seat };
}

function peerPresence({ seat, presence }: TakenSeat): PeerPresence {
  const others = presence.filter((_, number) => (seat === HOST_SEAT ? number > 0 : number === HOST_SEAT));
  if (others.includes("here")) return "here";
  return others.includes("away") ? "away" : "none";
}
