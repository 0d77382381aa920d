import type { ClientMessage, IceServer, ServerMessage } from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";
import { Deadline } from "./deadline.ts";
import type { SessionPorts, SignalingSocket } from "./ports.ts";

/** How long the server may take for one answer, the opening of the socket included. */
const ANSWER_MS = 8_000;

type Ports = Pick<SessionPorts, "clock" | "openSignaling">;
type Heard<T extends ServerMessage["type"]> = Extract<ServerMessage, { type: T }>;

/** Why a socket of a loop session gave no answer. */
export type NoAnswer =
  | { readonly type: "silent" }
  /** @see CLOSE */
  | { readonly type: "closed"; readonly code: number }
  /** The server said no. */
  | { readonly type: "refused" };

/** The ICE servers that both places of a session were given. */
export interface LoopPlaces {
  readonly host: readonly IceServer[];
  readonly guest: readonly IceServer[];
}

/**
 * A session of this page with itself: credentials for the relay come with a place in a session only (SIG23), and
 * the relay carries bytes between two of one session only (TURN12). It costs two sockets, one code made and one
 * tried, and ends with `close`, however far it has come (DIAG6).
 */
export class LoopSession {
  readonly #ports: Ports;
  readonly #host: Line;
  readonly #guest: Line;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#host = new Line(ports);
    this.#guest = new Line(ports);
  }

  /** How long the server takes to answer on a socket that is open. */
  async roundTrip(): Promise<Millis | NoAnswer> {
    const first = await this.#host.ask({ type: "ping" }, "pong");
    if (first.type !== "pong") return first;
    const sentAt = this.#ports.clock.now();
    const second = await this.#host.ask({ type: "ping" }, "pong");
    return second.type === "pong" ? this.#ports.clock.now() - sentAt : second;
  }

  /** Takes both places. */
  async meet(): Promise<LoopPlaces | NoAnswer> {
    const created = await this.#host.ask({ type: "create" }, "created");
    if (created.type !== "created") return created;
    const joined = await this.#guest.ask({ type: "join", code: created.code }, "joined");
    if (joined.type !== "joined") return joined;
    return { host: created.iceServers, guest: joined.iceServers };
  }

  /** Leaves both places, which ends the session. */
  close(): void {
    this.#guest.close();
    this.#host.close();
  }
}

/** One socket, opened with the first question, which is asked one thing at a time. */
class Line {
  readonly #ports: Ports;
  readonly #patience: Deadline;
  #socket: SignalingSocket | undefined;
  #waiting:
    | { readonly wanted: string; readonly resolve: (answer: ServerMessage | NoAnswer) => void }
    | undefined;
  #ended: NoAnswer | undefined;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#patience = new Deadline(ports.clock);
  }

  async ask<T extends ServerMessage["type"]>(
    question: ClientMessage,
    wanted: T,
  ): Promise<Heard<T> | NoAnswer> {
    if (this.#ended) return this.#ended;
    this.#socket ??= this.#open();
    this.#socket.send(question);
    return (await new Promise<ServerMessage | NoAnswer>((resolve) => {
      this.#waiting = { wanted, resolve };
      this.#patience.set(ANSWER_MS, () => this.#end({ type: "silent" }));
    })) as Heard<T> | NoAnswer;
  }

  close(): void {
    this.#socket?.send({ type: "leave" });
    this.#socket?.close();
    this.#end({ type: "silent" });
  }

  #open(): SignalingSocket {
    return this.#ports.openSignaling({
      message: (message) => {
        if (message.type === "error") this.#answer({ type: "refused" });
        else if (message.type === this.#waiting?.wanted) this.#answer(message);
      },
      lost: (code) => this.#end({ type: "closed", code }),
    });
  }

  #end(why: NoAnswer): void {
    this.#ended ??= why;
    this.#answer(why);
  }

  #answer(answer: ServerMessage | NoAnswer): void {
    this.#patience.clear();
    this.#waiting?.resolve(answer);
    this.#waiting = undefined;
  }
}
