import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { u16At } from "#protocol/bytes.ts";
import { startsChannelData } from "#protocol/turn/channel-data.ts";

/** How a client reaches a relay. */
export type TurnTransport = "udp" | "tcp" | "tls";

interface Waiting {
  readonly matches: (message: Uint8Array) => boolean;
  readonly resolve: (message: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

const anything = () => true;

export interface TurnSocketOptions {
  readonly transport: TurnTransport;
  readonly port: number;
  /** The server's address. */
  readonly host?: string;
  /** Where the connection comes from; all of 127.0.0.0/8 is this machine. TCP and TLS only. */
  readonly from?: string;
  /** Ends the connection, also one that is not open yet. TCP and TLS only. */
  readonly tooLate?: AbortSignal;
}

/** A client's end of a 5-tuple, on a real socket: whole messages out, whole messages in. */
export abstract class TurnSocket {
  readonly #came: Uint8Array[] = [];
  #waiting: Waiting[] = [];
  #isClosed = false;
  #resolveClosed: () => void = () => undefined;
  /** The server, or this end, has closed it. */
  readonly closed = new Promise<void>((resolve) => {
    this.#resolveClosed = resolve;
  });

  static open(options: TurnSocketOptions): Promise<TurnSocket> {
    return options.transport === "udp" ? UdpTurnSocket.connect(options) : StreamTurnSocket.connect(options);
  }

  abstract readonly localPort: number;
  abstract send(bytes: Uint8Array): void;
  abstract close(): void;

  /** Messages that came and that nobody has asked for. */
  get unheard(): number {
    return this.#came.length;
  }

  /** Forgets what came and what nobody has asked for. */
  forget(): void {
    this.#came.length = 0;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The first message that matches, as soon as there is one. Throws where the connection ends before. */
  hear(matches: (message: Uint8Array) => boolean = anything): Promise<Uint8Array> {
    const index = this.#came.findIndex(matches);
    const [message] = index < 0 ? [] : this.#came.splice(index, 1);
    if (message) return Promise.resolve(message);
    if (this.#isClosed) return Promise.reject(new Error("closed"));
    return new Promise((resolve, reject) => void this.#waiting.push({ matches, resolve, reject }));
  }

  protected came(message: Uint8Array): void {
    const index = this.#waiting.findIndex(({ matches }) => matches(message));
    const [waiting] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (waiting) waiting.resolve(message);
    else this.#came.push(message);
  }

  protected ended(): void {
    this.#isClosed = true;
    for (const { reject } of this.#waiting) reject(new Error("closed"));
    this.#waiting = [];
    this.#resolveClosed();
  }
}

/** Local UDP ports of the sockets so far; forgotten before a system could run out of others. */
const usedPorts = new Set<number>();
const MOST_USED_PORTS = 8_000;

class UdpTurnSocket extends TurnSocket {
  #socket: Bun.udp.ConnectedSocket<"buffer"> | undefined;

  /** From a port that none of these had before: a server may still have an allocation for an earlier one. */
  static async connect(options: TurnSocketOptions): Promise<TurnSocket> {
    if (usedPorts.size >= MOST_USED_PORTS) usedPorts.clear();
    for (;;) {
      const client = await UdpTurnSocket.#open(options);
      if (!usedPorts.has(client.localPort)) {
        usedPorts.add(client.localPort);
        return client;
      }
      client.close();
    }
  }

  static async #open({ host = "127.0.0.1", port }: TurnSocketOptions): Promise<UdpTurnSocket> {
    const client = new UdpTurnSocket();
    client.#socket = await Bun.udpSocket({
      hostname: host.includes(":") ? "::" : "0.0.0.0",
      connect: { hostname: host, port },
      socket: {
        data: (_, bytes) => client.came(bytes),
        error: () => undefined, // nobody listens there (any more): who waits hears it by silence
      },
    });
    return client;
  }

  override get localPort(): number {
    return this.#socket?.port ?? 0;
  }

  override send(bytes: Uint8Array): void {
    this.#socket?.send(bytes);
  }

  override close(): void {
    this.#socket?.close();
    this.ended();
  }
}

/** A TCP or TLS connection. */
export class StreamTurnSocket extends TurnSocket {
  protected readonly socket: Socket;
  #started = Buffer.alloc(0);

  constructor(socket: Socket) {
    super();
    this.socket = socket;
    socket.on("error", () => undefined); // a reset is one of the ways in which these end
    socket.on("close", () => this.ended());
    socket.on("data", (chunk: Buffer) => this.#take(chunk));
  }

  static async connect(options: TurnSocketOptions): Promise<StreamTurnSocket> {
    return new StreamTurnSocket(await openStream(options));
  }

  override get localPort(): number {
    return this.socket.localPort ?? 0;
  }

  override send(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  override close(): void {
    this.socket.destroy();
  }

  /** Bytes of a message whose end has not come. */
  get unfinished(): number {
    return this.#started.length;
  }

  #take(chunk: Buffer): void {
    let rest = Buffer.concat([this.#started, chunk]);
    for (let length = lengthOf(rest); rest.length >= length; length = lengthOf(rest)) {
      this.came(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
    this.#started = rest;
  }
}

/**
 * Opens a connection to a relay. Its certificate counts for nothing here: whether it is the right one for the names
 * by which others come, only their browsers can tell.
 *
 * @throws where nobody listens, and where it comes too late
 */
export async function openStream(options: TurnSocketOptions): Promise<Socket> {
  const { transport, host = "127.0.0.1", port, from, tooLate } = options;
  const where = { host, port, ...(from !== undefined && { localAddress: from }) };
  const isTls = transport === "tls";
  const socket = isTls ? connectTls({ ...where, rejectUnauthorized: false }) : connectTcp(where);
  tooLate?.addEventListener("abort", () => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    socket.once("close", () => reject(new Error("closed before it was open")));
    socket.once(isTls ? "secureConnect" : "connect", () => resolve());
    socket.once("error", reject);
  });
  socket.setNoDelay(true);
  return socket;
}

/** With padding (RFC 8656 §12.5); more than there is where even that is not known yet. */
function lengthOf(bytes: Uint8Array): number {
  if (bytes.length < 4) return 4 + bytes.length;
  return startsChannelData(bytes[0] ?? 0) ? (4 + u16At(bytes, 2) + 3) & ~3 : 20 + u16At(bytes, 2);
}
