import { ProtocolError } from "#protocol/errors.ts";
import { decodeClientMessage } from "#protocol/signaling/codec.ts";
import type {
  ClientMessage,
  ErrorCode,
  IceServer,
  ServerMessage,
  Signal,
} from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Seat, Session, Sessions } from "./sessions.ts";

/** What every peer is told when it gets its place. */
export interface PeerSettings {
  readonly iceServers: readonly IceServer[];
  readonly chunkBytes: number;
  readonly heartbeatMs: Millis;
}

export interface ConnectionPorts {
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly send: (message: ServerMessage) => void;
}

export interface ConnectionOptions {
  readonly peer: PeerSettings;
  /** See `created.publicUrl`. */
  readonly publicUrl: string | null;
}

/** Sentences for people who read the wire; the page has its own words for each code. */
const MESSAGE_OF_ERROR: Record<ErrorCode, string> = {
  "bad-message": "The message is not one that this server knows.",
  "too-large": "The message is too large.",
  "unknown-code": "No device is waiting under this code. A code works once and for a short time.",
  "own-code": "This is the code of this very device. Enter it on the other device.",
  "already-in-session": "This connection already has a place in a session.",
  "no-peer": "No other device is in the session yet.",
  "server-full": "This server has as many sessions as it allows. Try again in a few minutes.",
  internal: "Something went wrong in the server.",
};

/** One browser's WebSocket, without the socket: text in, messages out. Survives whatever a browser sends. */
export class Connection implements Seat {
  readonly #ports: ConnectionPorts;
  readonly #options: ConnectionOptions;
  #session: Session | undefined;

  constructor(options: ConnectionOptions, ports: ConnectionPorts) {
    this.#options = options;
    this.#ports = ports;
  }

  /** One text frame. Never throws for anything that a peer can send (SIG2, SIG3). */
  receive(text: string): void {
    let message: ClientMessage;
    try {
      message = decodeClientMessage(text);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#refuse(error.code === "too-large" ? "too-large" : "bad-message");
      return;
    }
    this.#dispatch(message);
  }

  /** A frame that is not text (SIG2). */
  receiveBinary(): void {
    this.#refuse("bad-message");
  }

  /** The socket is gone. */
  closed(): void {
    if (this.#session) this.#ports.sessions.leave(this.#session, this);
  }

  send(message: ServerMessage): void {
    this.#ports.send(message);
  }

  released(): void {
    this.#session = undefined;
  }

  #dispatch(message: ClientMessage): void {
    switch (message.type) {
      case "create":
        return this.#create();
      case "join":
        return this.#join(message);
      case "signal":
        return this.#relay(message);
      case "ping":
        return this.send({ type: "pong" });
      case "leave":
        return this.closed();
    }
  }

  #create(): void {
    if (this.#session) return this.#refuse("already-in-session");
    const { sessions, clock } = this.#ports;
    const created = sessions.create(this);
    if (typeof created === "string") return this.#refuse(created);
    const { session, expiresAt } = created;
    this.#session = session;
    this.send({
      type: "created",
      code: session.code,
      expiresAt,
      expiresInMs: expiresAt - clock.now(),
      publicUrl: this.#options.publicUrl,
      ...this.#place(session),
    });
  }

  #join({ code }: Extract<ClientMessage, { type: "join" }>): void {
    if (this.#session) return this.#refuse(this.#session.code === code ? "own-code" : "already-in-session");
    const session = this.#ports.sessions.join(code, this);
    if (typeof session === "string") return this.#refuse(session);
    this.#session = session;
    this.send({ type: "joined", ...this.#place(session) });
  }

  /** Passed on as it is and forgotten (SIG9). */
  #relay(signal: Signal): void {
    const peer = this.#session && this.#ports.sessions.peerOf(this.#session, this);
    if (!peer) return this.#refuse("no-peer");
    peer.send(signal);
  }

  #place(session: Session) {
    const { iceServers, chunkBytes, heartbeatMs } = this.#options.peer;
    return { sessionId: session.id, iceServers: [...iceServers], chunkBytes, heartbeatMs };
  }

  #refuse(code: ErrorCode): void {
    this.send({ type: "error", code, message: MESSAGE_OF_ERROR[code] });
  }
}
