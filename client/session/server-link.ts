import type { ClientMessage, ServerMessage } from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";
import { Deadline } from "./deadline.ts";
import type { SessionPorts, SignalingSocket } from "./ports.ts";

export interface ServerLinkEvents {
  message(message: ServerMessage): void;
  /** The socket is gone, or never came to be. Not called after `close`. */
  lost(): void;
}

/** This page's line to the server: one socket at a time, kept alive by pings once there is a place. */
export class ServerLink {
  readonly #ports: Pick<SessionPorts, "clock" | "openSignaling">;
  readonly #events: ServerLinkEvents;
  readonly #heartbeat: Deadline;
  #socket: SignalingSocket | undefined;

  constructor(ports: Pick<SessionPorts, "clock" | "openSignaling">, events: ServerLinkEvents) {
    this.#ports = ports;
    this.#events = events;
    this.#heartbeat = new Deadline(ports.clock);
  }

  /** Opens a socket and says the first message on it. */
  open(first: ClientMessage): void {
    this.close();
    this.#socket = this.#ports.openSignaling({
      message: this.#events.message,
      lost: () => {
        this.#socket = undefined;
        this.#heartbeat.clear();
        this.#events.lost();
      },
    });
    this.#socket.send(first);
  }

  /** Does nothing while there is no socket. */
  send(message: ClientMessage): void {
    this.#socket?.send(message);
  }

  /** Says `ping` this often from now on. */
  keepAlive(everyMs: Millis): void {
    this.#heartbeat.set(everyMs, () => {
      this.send({ type: "ping" });
      this.keepAlive(everyMs);
    });
  }

  /** Gives up the place in the session and the socket. */
  close(): void {
    this.send({ type: "leave" });
    this.#socket?.close();
    this.#socket = undefined;
    this.#heartbeat.clear();
  }
}
