import type { ServerWebSocket, WebSocketHandler } from "bun";
import { CLOSE, endOf } from "#protocol/signaling/close-codes.ts";
import { MAX_SIGNALING_LENGTH, type ServerMessage } from "#protocol/signaling/messages.ts";
import type { Instant } from "#protocol/time.ts";
import { faultFields, type Log } from "../ports/log.ts";
import type { Span } from "../ports/tracer.ts";
import type { Client } from "./client.ts";
import { Connection } from "./connection.ts";
import type { ConnectionOptions, ConnectionPorts, Line } from "./connection-ports.ts";
import { type Heard, Heartbeats } from "./heartbeats.ts";
import { SHARED_FACTOR } from "./limits.ts";

/**
 * Largest frame that reaches our code, in bytes. Above it Bun closes the socket with 1009; between the
 * protocol's own limit and this one the browser gets a `too-large` error and stays connected (SIG3).
 */
const MAX_FRAME_BYTES = 1_048_576;

/** Stands for every text that is refused for its length: while it waits, the text itself need not be kept. */
const TOO_LARGE = "x".repeat(MAX_SIGNALING_LENGTH + 1);

/** Bytes that may wait for a browser which does not read; above that it is dropped (SIG20). */
const MAX_BUFFERED_BYTES = 262_144;

/** The answer to by far the most frequent message. */
const PONG: string = JSON.stringify({ type: "pong" } satisfies ServerMessage);

/** What a socket carries; made at the upgrade. */
export interface SocketData {
  readonly options: ConnectionOptions;
  /** False for the server's own check. */
  readonly isAudited: boolean;
  /** Set once the socket is open. */
  line?: SocketLine;
}

type Socket = ServerWebSocket<SocketData>;

/** Numbers for `/stats`. */
export interface SocketCounts {
  readonly sockets: number;
  /** Of these, sockets that came by an address which many clients share. */
  readonly sharedAddressSockets: number;
  /** Dropped since the start because they did not read, or said nothing any more. */
  readonly slowSockets: number;
  readonly silentSockets: number;
}

export interface SocketLimits {
  /** Most sockets of one client; all behind a shared address have as much as twenty (SIG18). */
  readonly maxClientSockets: number;
  /** Most sockets of all. */
  readonly maxSockets: number;
}

/** All signaling sockets of the process: frames to connections, messages to frames, and the watch over both. */
export class SignalingSockets {
  readonly #ports: ConnectionPorts;
  readonly #log: Log;
  readonly #limits: SocketLimits;
  readonly #watched: Heartbeats<SocketLine>;
  readonly #socketsOf = new Map<string, number>();
  /** Since the start. */
  opened = 0;
  #sharedSockets = 0;
  #slowSockets = 0;
  #silentSockets = 0;

  constructor(limits: SocketLimits, ports: ConnectionPorts, log: Log) {
    this.#limits = limits;
    this.#ports = ports;
    this.#log = log;
    this.#watched = new Heartbeats(ports.peer.heartbeatMs, ports.clock);
  }

  /** Whether another socket of this client may be open (SIG16). */
  hasRoom({ key, sharedKey }: Client): boolean {
    const { maxClientSockets, maxSockets } = this.#limits;
    const most = sharedKey === undefined ? maxClientSockets : maxClientSockets * SHARED_FACTOR;
    return this.#watched.size < maxSockets && (this.#socketsOf.get(sharedKey ?? key) ?? 0) < most;
  }

  counts(): SocketCounts {
    return {
      sockets: this.#watched.size,
      sharedAddressSockets: this.#sharedSockets,
      slowSockets: this.#slowSockets,
      silentSockets: this.#silentSockets,
    };
  }

  /** Drops those who fell silent (SIG10). */
  sweep(): void {
    for (const line of this.#watched.sweep()) {
      this.#silentSockets++;
      this.#log.write("debug", "socket-silent");
      line.span.event("silent");
      line.close(CLOSE.silent, "no heartbeat");
    }
  }

  /** Tells every browser that the server goes (SIG19). */
  closeAll(): void {
    for (const line of [...this.#watched.all()]) line.close(CLOSE.stopping, "the server stops");
  }

  /** A browser does not read: what waits for it would only grow (SIG20). */
  dropSlow(socket: Socket): void {
    this.#slowSockets++;
    this.#log.write("warn", "socket-slow");
    socket.data.line?.span.event("slow");
    socket.terminate(); // a close frame would have to wait behind everything else
  }

  fault(error: unknown, line: SocketLine): void {
    this.#log.write("error", "signaling-fault", { ...faultFields(error), ...line.span.logFields });
    line.span.event("fault");
    line.close(CLOSE.internal, "internal error");
  }

  /** Bun's native handlers; Elysia's own wrapper would parse frames before us and cost twice the memory. */
  handlers(): WebSocketHandler<SocketData> {
    return {
      maxPayloadLength: MAX_FRAME_BYTES,
      idleTimeout: 0, // `sweep` knows better: a page that sleeps may still answer to protocol pings
      sendPings: false,
      open: (socket) => this.#open(socket),
      message: (socket, frame) => socket.data.line?.hear(frame, this.#ports.clock.now()),
      close: (socket, code) => this.#closed(socket, code),
    };
  }

  #open(socket: Socket): void {
    const { options, isAudited } = socket.data;
    const line = new SocketLine(socket, this, this.#ports);
    socket.data.line = line;
    this.#watched.add(line);
    this.#count(options.client, 1);
    this.opened++;
    this.#log.write("debug", "socket-opened");
    if (isAudited) this.#ports.audit.record({ action: "connected", address: options.address });
  }

  #count({ key, sharedKey }: Client, change: number): void {
    if (sharedKey !== undefined) this.#sharedSockets += change;
    const address = sharedKey ?? key;
    const sockets = (this.#socketsOf.get(address) ?? 0) + change;
    if (sockets > 0) this.#socketsOf.set(address, sockets);
    else this.#socketsOf.delete(address);
  }

  #closed({ data: { line, options, isAudited } }: Socket, code: number): void {
    if (!line) return;
    this.#watched.delete(line);
    this.#count(options.client, -1);
    this.#log.write("debug", "socket-closed", { code });
    if (isAudited) this.#ports.audit.record({ action: "closed", address: options.address });
    line.span.end({ "p2p_share.end": endOf(code) });
    line.connection.closed(endOf(code)).catch((error: unknown) => this.fault(error, line));
  }
}

/** One open socket and the connection on it. */
class SocketLine implements Line, Heard {
  readonly connection: Connection;
  readonly span: Span;
  heardAt: Instant;
  readonly #socket: Socket;
  readonly #sockets: SignalingSockets;

  constructor(socket: Socket, sockets: SignalingSockets, ports: ConnectionPorts) {
    this.#socket = socket;
    this.#sockets = sockets;
    this.heardAt = ports.clock.now();
    this.span = ports.tracer.start("socket");
    this.connection = new Connection(socket.data.options, ports, this);
  }

  hear(frame: string | Uint8Array, at: Instant): void {
    this.heardAt = at;
    if (typeof frame !== "string") this.connection.receiveBinary();
    else this.connection.receive(frame.length > MAX_SIGNALING_LENGTH ? TOO_LARGE : frame);
  }

  send(message: ServerMessage): void {
    const sent = this.#socket.send(message.type === "pong" ? PONG : JSON.stringify(message));
    if (sent < 0 && this.#socket.getBufferedAmount() > MAX_BUFFERED_BYTES)
      this.#sockets.dropSlow(this.#socket);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  fault(error: unknown): void {
    this.#sockets.fault(error, this);
  }
}
