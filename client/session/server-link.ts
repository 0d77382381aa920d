import type { ResumeToken, SessionId } from "#protocol/ids.ts";
import { CLOSE } from "#protocol/signaling/close-codes.ts";
import { MISSED_HEARTBEATS } from "#protocol/signaling/heartbeat.ts";
import type {
  ClientMessage,
  IceServer,
  NextPlace,
  PeerPresence,
  Role,
  ServerMessage,
} from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";
import { Deadline } from "./deadline.ts";
import type { SessionPorts, SignalingSocket } from "./ports.ts";
import { WAITS } from "./waits.ts";

/** The longest pause between two tries to reach the server again. */
const MAX_BACKOFF_MS = 30_000;
const FIRST_BACKOFF_MS = 1_000;

/** How long the server may take to give a place before the person is told. */
const FIRST_ANSWER_MS = WAITS["server-answer"];

/** How long a server that was just reached may take to answer. */
const ANSWER_MS = WAITS["server-resume"];

/** After the device woke up, an old line has this long to show that it still works. */
const WAKE_ANSWER_MS = WAITS["server-wake"];

/** What is needed to take the same place in a session on another socket. */
export interface HeldPlace {
  readonly sessionId: SessionId;
  readonly resumeToken: ResumeToken;
  readonly heartbeatMs: Millis;
}

export interface ServerLinkEvents {
  message(message: Exclude<ServerMessage, { type: "pong" | "resumed" }>): void;
  /** The server is gone, and there is no place to come back to. */
  lost(why: "unreachable" | "replaced"): void;
  /** The line is gone; this link tries to get it back by itself. */
  down(): void;
  /** The line is back, in the same place, with ICE servers for it. @param next what was opened meanwhile (MANY3) */
  up(peer: PeerPresence, iceServers: readonly IceServer[], next?: NextPlace): void;
  /** The line is back, but the server does not know the session any more. */
  forgotten(): void;
  /** The session was ended, and will not be restored. */
  gone(): void;
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
  /** What was asked of the server on a line that is not yet of use. */
  #asking: "resume" | "restore" | undefined;
  #askAgain: () => void = () => {};
  #failedTries = 0;
  #unanswered = 0;

  constructor(ports: Ports, events: ServerLinkEvents) {
    this.#ports = ports;
    this.#events = events;
    this.#heartbeat = new Deadline(ports.clock);
    this.#patience = new Deadline(ports.clock);
  }

  /** Whether what is sent now reaches the session, as far as this page knows. */
  get isUp(): boolean {
    return this.#socket !== undefined && this.#place !== undefined && this.#asking === undefined;
  }

  /** Whether there is a line, or a place for which one is sought. */
  get isInUse(): boolean {
    return this.#socket !== undefined || this.#place !== undefined;
  }

  /** Opens a socket and says the first message on it. */
  open(first: ClientMessage): void {
    this.close();
    this.#connect(first);
    this.#patience.set(FIRST_ANSWER_MS, () => this.#abandon());
  }

  /** Lost while the line is not up. */
  send(message: ClientMessage): void {
    if (this.isUp) this.#socket?.send(message);
  }

  /** From now on this place is kept: by heartbeats, and by resuming it on a new socket. */
  hold(place: HeldPlace): void {
    this.#place = place;
    this.#unanswered = 0;
    this.#beat();
  }

  /** Takes a place that an earlier page had. */
  comeBack(place: HeldPlace): void {
    this.close();
    this.#place = place;
    this.#resume();
  }

  /** The page may go away: closes the line, which is opened anew soon where it stays; the place is kept. */
  letGo(): void {
    this.#abandon(CLOSE.reloading);
  }

  /** The page goes away, and another one may take its place: it is not given up. */
  leaveForReload(): void {
    this.#discard(CLOSE.reloading);
    this.#place = undefined;
  }

  /** The server has forgotten the session: asks for it to be known again, until that is answered. */
  restore(role: Role): void {
    if (!this.#place || !this.#socket) return;
    const { sessionId, resumeToken } = this.#place;
    this.#asking = "restore";
    this.#askAgain = () => this.restore(role);
    this.#socket.send({ type: "restore", sessionId, resumeToken, role });
    this.#patience.set(ANSWER_MS, () => this.#abandon());
  }

  /** The device woke up, or found a network: time to look at once. */
  wake(): void {
    if (!this.#place) return;
    if (this.isUp) {
      this.#socket?.send({ type: "ping" });
      this.#patience.set(WAKE_ANSWER_MS, () => this.#abandon());
      return;
    }
    // A try that began before the device slept may hang in a network that is gone.
    this.#discard();
    this.#resume();
  }

  /** Gives up the place in the session and the socket. */
  close(): void {
    this.send({ type: "leave" });
    this.#socket?.close();
    this.#drop();
    this.#place = undefined;
    this.#failedTries = 0;
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
    if (message.type === "error" && this.#asking) return this.#refused(this.#asking, message);
    const isAnswer = message.type === "resumed" || message.type === "joined";
    if (isAnswer) this.#isConnectedAgain();
    else if (!this.#asking) this.#patience.clear();
    if (message.type === "resumed") this.#events.up(message.peer, message.iceServers, message.next);
    else if (message.type !== "pong") this.#events.message(message);
  }

  #refused(
    asked: "resume" | "restore",
    { code, retryAfterMs }: Extract<ServerMessage, { type: "error" }>,
  ): void {
    if (code !== "unknown-session") {
      this.#patience.set(Math.max(retryAfterMs ?? 0, this.#backoffMs()), () => this.#askAgain());
      return;
    }
    this.#isConnectedAgain();
    if (asked === "resume") return this.#events.forgotten();
    this.#place = undefined;
    this.#events.gone();
  }

  #isConnectedAgain(): void {
    this.#asking = undefined;
    this.#failedTries = 0;
    this.#patience.clear();
    this.#beat();
  }

  #lost(code: number): void {
    const wasDown = this.#asking === "resume";
    this.#drop();
    // A place that is in use elsewhere would be taken away there by coming back.
    if (code === CLOSE.replaced) this.#place = undefined;
    if (!this.#place) return this.#events.lost(code === CLOSE.replaced ? "replaced" : "unreachable");
    if (!wasDown) this.#events.down();
    this.#patience.set(this.#backoffMs(), () => this.#resume());
  }

  /** The socket says nothing and does not close: it is as good as lost. */
  #abandon(code: number = CLOSE.abandoned): void {
    const socket = this.#socket;
    if (!socket) return;
    socket.close(code); // the server must not take it for a farewell: the line may only be slow
    this.#lost(code);
  }

  #discard(code: number = CLOSE.abandoned): void {
    this.#socket?.close(code);
    this.#drop();
  }

  #drop(): void {
    this.#socket = undefined;
    this.#asking = undefined;
    this.#heartbeat.clear();
    this.#patience.clear();
  }

  #resume(): void {
    if (!this.#place) return;
    const { sessionId, resumeToken } = this.#place;
    this.#asking = "resume";
    this.#askAgain = () => {
      this.#discard();
      this.#resume();
    };
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
      if (this.#unanswered >= MISSED_HEARTBEATS) return this.#abandon();
      this.#unanswered++;
      this.#socket?.send({ type: "ping" });
      this.#beat();
    });
  }
}
