import type { ResumeToken, SessionId } from "#protocol/ids.ts";
import { CLOSE } from "#protocol/signaling/close-codes.ts";
import type { ClientMessage, Role, ServerMessage } from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";
import { Deadline } from "./deadline.ts";
import type { SessionPorts, SignalingSocket } from "./ports.ts";

/** The longest pause between two tries to reach the server again. */
const MAX_BACKOFF_MS = 30_000;
const FIRST_BACKOFF_MS = 1_000;

/** How long a server that was just reached may take to answer. */
const ANSWER_MS = 10_000;

/** After the device woke up, an old line has this long to show that it still works. */
const WAKE_ANSWER_MS = 5_000;

/** So many heartbeats without an answer, and the line counts as lost. */
const MAX_UNANSWERED = 3;

/** What is needed to take the same place in a session on another socket. */
export interface HeldPlace {
  readonly sessionId: SessionId;
  readonly resumeToken: ResumeToken;
  readonly heartbeatMs: Millis;
}

export interface ServerLinkEvents {
  message(message: Exclude<ServerMessage, { type: "pong" | "resumed" }>): void;
  /** The server is gone, and there was no place to come back to. */
  lost(): void;
  /** The line is gone; this link tries to get it back by itself. */
  down(): void;
  /** The line is back, in the same place. */
  up(peer: Extract<ServerMessage, { type: "resumed" }>["peer"]): void;
  /** The line is back, but the server does not know the session any more. */
  forgotten(): void;
}

type Ports = Pick<SessionPorts, "clock" | "openSignaling" | "random">;

/** This page's line to the server: one socket at a time, kept alive, and opened anew when it is lost (PAGE7). */
export class ServerLink {
  readonly #ports: Ports;
  readonly #events: ServerLinkEvents;
  readonly #heartbeat: Deadline;
  /** Until the next try, or until an answer must have come. */
  readonly #patience: Deadline;
  #socket: SignalingSocket | undefined;
  #place: HeldPlace | undefined;
  #isResuming = false;
  #failedTries = 0;
  #unanswered = 0;

  constructor(ports: Ports, events: ServerLinkEvents) {
    this.#ports = ports;
    this.#events = events;
    this.#heartbeat = new Deadline(ports.clock);
    this.#patience = new Deadline(ports.clock);
  }

  /** Whether what is sent now reaches the server, as far as this page knows. */
  get isUp(): boolean {
    return this.#socket !== undefined && !this.#isResuming;
  }

  /** Opens a socket and says the first message on it. */
  open(first: ClientMessage): void {
    this.close();
    this.#connect(first);
  }

  /** Lost while there is no line. */
  send(message: ClientMessage): void {
    if (!this.#isResuming) this.#socket?.send(message);
  }

  /** From now on this place is kept: by heartbeats, and by resuming it on a new socket. */
  hold(place: HeldPlace): void {
    this.#place = place;
    this.#unanswered = 0;
    this.#beat();
  }

  /** The server has forgotten the session: asks for it to be known again. */
  restore(role: Role): void {
    if (this.#place) this.#socket?.send({ type: "restore", sessionId: this.#place.sessionId, role });
  }

  /** The device woke up, or found a network: time to look at once. */
  wake(): void {
    if (!this.#place) return;
    if (!this.#socket) this.#resume();
    else if (!this.#isResuming) {
      this.#socket.send({ type: "ping" });
      this.#patience.set(WAKE_ANSWER_MS, () => this.#abandon());
    }
  }

  /** Gives up the place in the session and the socket. */
  close(): void {
    if (!this.#isResuming) this.#socket?.send({ type: "leave" });
    this.#socket?.close();
    this.#socket = undefined;
    this.#place = undefined;
    this.#isResuming = false;
    this.#failedTries = 0;
    this.#heartbeat.clear();
    this.#patience.clear();
  }

  #connect(first: ClientMessage): void {
    const socket = this.#ports.openSignaling({
      message: (message) => {
        if (socket === this.#socket) this.#hear(message);
      },
      lost: (code) => {
        if (socket === this.#socket) this.#lost(code);
      },
    });
    this.#socket = socket;
    socket.send(first);
  }

  #hear(message: ServerMessage): void {
    this.#unanswered = 0;
    if (!this.#isResuming) this.#patience.clear();
    if (message.type === "pong") return;
    if (message.type === "resumed") return this.#resumed(message.peer);
    if (this.#isResuming && message.type === "error") return this.#notResumed(message);
    this.#events.message(message);
  }

  #resumed(peer: Extract<ServerMessage, { type: "resumed" }>["peer"]): void {
    this.#isConnectedAgain();
    this.#events.up(peer);
  }

  #notResumed({ code, retryAfterMs }: Extract<ServerMessage, { type: "error" }>): void {
    if (code === "unknown-session") {
      this.#isConnectedAgain();
      this.#events.forgotten();
    } else {
      this.#drop();
      this.#patience.set(Math.max(retryAfterMs ?? 0, this.#backoffMs()), () => this.#resume());
    }
  }

  #isConnectedAgain(): void {
    this.#isResuming = false;
    this.#failedTries = 0;
    this.#patience.clear();
    this.#beat();
  }

  #lost(code: number): void {
    const wasResuming = this.#isResuming;
    this.#drop();
    if (!this.#place) return this.#events.lost();
    if (!wasResuming) this.#events.down();
    if (code === CLOSE.replaced) return; // this very place is in use elsewhere: coming back would take it away
    this.#patience.set(this.#backoffMs(), () => this.#resume());
  }

  /** The socket says nothing and does not close: it is as good as lost. */
  #abandon(): void {
    const socket = this.#socket;
    if (!socket) return;
    this.#lost(0);
    socket.close();
  }

  #drop(): void {
    this.#socket = undefined;
    this.#isResuming = false;
    this.#heartbeat.clear();
    this.#patience.clear();
  }

  #resume(): void {
    if (!this.#place) return;
    const { sessionId, resumeToken } = this.#place;
    this.#isResuming = true;
    this.#connect({ type: "resume", sessionId, resumeToken });
    this.#patience.set(ANSWER_MS, () => this.#abandon());
  }

  /** Exponential backoff with full jitter, so that a restarted server is not met by all at the same moment. */
  #backoffMs(): Millis {
    const limit = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** this.#failedTries++);
    return this.#ports.random() * limit;
  }

  #beat(): void {
    const everyMs = this.#place?.heartbeatMs;
    if (everyMs === undefined) return;
    this.#heartbeat.set(everyMs, () => {
      if (this.#unanswered >= MAX_UNANSWERED) return this.#abandon();
      this.#unanswered++;
      this.#socket?.send({ type: "ping" });
      this.#beat();
    });
  }
}
