import type { ClientMessage } from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";
import { Deadline } from "./deadline.ts";
import type { SessionPorts, SignalingEvents, SignalingSocket } from "./ports.ts";

/** This page's line to the server: one socket at a time, kept alive by pings once there is a place. */
export class ServerLink {
  readonly #ports: Pick<SessionPorts, "clock" | "openSignaling">;
  readonly #events: SignalingEvents;
  readonly #heartbeat: Deadline;
  #socket: SignalingSocket | undefined;

  constructor(ports: Pick<SessionPorts, "clock" | "openSignaling">, events: SignalingEvents) {
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
