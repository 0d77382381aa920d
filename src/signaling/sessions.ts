import type { SessionCode, SessionId } from "#protocol/ids.ts";
import type { ErrorCode, ServerMessage } from "#protocol/signaling/messages.ts";
import type { Instant, Millis } from "#protocol/time.ts";
import { TtlMap } from "../collections/ttl-map.ts";
import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";
import { drawSessionCode, drawSessionId } from "./session-code.ts";

/** A place in a session: the session's only view of a connected browser. */
export interface Seat {
  send(message: ServerMessage): void;
  /** The session is over for this seat; it may take another. */
  released(): void;
}

/** One sender and, once the code was used, one receiver. */
export interface Session {
  readonly id: SessionId;
  readonly code: SessionCode;
  readonly host: Seat;
  guest: Seat | undefined;
}

export interface SessionsOptions {
  /** Life of a code that nobody has used. */
  readonly ttlMs: Millis;
  /** Most sessions at a time, joined ones included. */
  readonly maxSessions: number;
}

export interface SessionsPorts {
  readonly clock: Clock;
  readonly random: Random;
}

/** Everything the server knows about who talks to whom. In memory only; a restart forgets it. */
export class Sessions {
  readonly #waiting: TtlMap<SessionCode, Session>;
  readonly #joined = new Set<Session>();
  readonly #options: SessionsOptions;
  readonly #ports: SessionsPorts;

  constructor(options: SessionsOptions, ports: SessionsPorts) {
    this.#options = options;
    this.#ports = ports;
    this.#waiting = new TtlMap(options.ttlMs, ports.clock);
  }

  /** Counts for `/stats`; nothing that names a session. */
  counts(): { sessions: number; waiting: number; peers: number } {
    const waiting = this.#waiting.size;
    const joined = this.#joined.size;
    return { sessions: waiting + joined, waiting, peers: waiting + 2 * joined };
  }

  /** Opens a session under a new code (SIG4). */
  create(host: Seat): { session: Session; expiresAt: Instant } | ErrorCode {
    this.expire();
    if (this.#waiting.size + this.#joined.size >= this.#options.maxSessions) return "server-full";
    const { random } = this.#ports;
    const code = drawSessionCode(random, (candidate) => this.#waiting.has(candidate));
    const session: Session = { id: drawSessionId(random), code, host, guest: undefined };
    return { session, expiresAt: this.#waiting.set(code, session) };
  }

  /**
   * Takes the receiver's seat and uses the code up. A code that never was, has expired or is used up gets one
   * and the same answer, so that nobody learns from it which codes exist (SIG5).
   */
  join(code: SessionCode, guest: Seat): Session | ErrorCode {
    const session = this.#waiting.get(code);
    if (!session) return "unknown-code";
    this.#waiting.delete(code);
    this.#joined.add(session);
    session.guest = guest;
    session.host.send({ type: "peer-joined" });
    return session;
  }

  /** The seat across from this one, once both are taken. */
  peerOf(session: Session, seat: Seat): Seat | undefined {
    return seat === session.host ? session.guest : session.host;
  }

  /** One seat is given up, which ends the session for both (SIG8). */
  leave(session: Session, seat: Seat): void {
    // A used code may already belong to somebody else's session.
    if (!this.#joined.delete(session)) this.#waiting.delete(session.code);
    const peer = this.peerOf(session, seat);
    seat.released();
    if (!peer) return;
    peer.released();
    peer.send({ type: "peer-left" });
  }

  /** Ends the sessions whose code ran out unused, and tells their hosts (SIG7). */
  expire(): void {
    for (const [, { host }] of this.#waiting.sweep()) {
      host.released();
      host.send({ type: "expired" });
    }
  }
}
