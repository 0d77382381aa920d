import type { Socket, TCPSocketListener, TCPSocketListenOptions, udp } from "bun";
import { ProtocolError } from "#protocol/errors.ts";
import type { Millis } from "#protocol/time.ts";
import type { TlsPair } from "../ports/certificate.ts";
import { faultFields } from "../ports/log.ts";
import type { SendRun } from "../ports/send-run.ts";
import { codeOf } from "../ports/system-error.ts";
import { Handover, type HandoverPorts } from "../tls/handover.ts";
import { Coalescing } from "./coalescing.ts";
import { DatagramBatch, type DatagramSocket } from "./datagram-batch.ts";
import { DatagramRuns } from "./datagram-runs.ts";
import type { Relay } from "./relay.ts";
import type { RelayTransport } from "./relay-client.ts";
import { SocketError } from "./socket-error.ts";
import { StreamClient, type StreamSocket } from "./stream-client.ts";
import { StreamClients } from "./stream-clients.ts";
import { UdpClients } from "./udp-clients.ts";

export interface RelaySocketsOptions {
  /** Addresses to listen on, each with all transports. */
  readonly hosts: readonly string[];
  /** For UDP and TCP; 0 takes one that is free for both. */
  readonly port: number;
  /** TCP with TLS; undefined for none. */
  readonly tls: { readonly port: number; readonly pair: TlsPair } | undefined;
}

export interface RelaySocketsPorts extends HandoverPorts {
  readonly relay: Relay;
  /** Lets the system keep more datagrams. @returns bytes that it grants */
  readonly enlargeReceiveBuffer: (fd: number, bytes: number) => number;
  /** Undefined where the system has no such call. */
  readonly sendRun: SendRun | undefined;
  /** Holds up the whole process for a moment. */
  readonly rest: (ms: Millis) => void;
}

/** 3,000 datagrams of a video call's size: what arrives while this process is busy with something else. */
const RECEIVE_BUFFER_BYTES = 4_194_304;

/** Bun's name for IPV6_V6ONLY: IPv4 has a socket of its own, whose addresses need no translation. */
const IPV6_ONLY = 8;

/** How often a port that is free for UDP may turn out to be taken for TCP. */
const MAX_TRIES = 20;

/** The only place where the relay touches the network: sockets to messages, messages to sockets. */
export class RelaySockets {
  readonly #ports: RelaySocketsPorts;
  readonly #coalescing: Coalescing;
  readonly #streams = new StreamClients();
  readonly #closers: (() => void)[] = [];
  readonly #listeners: TCPSocketListener<Connection>[] = [];
  #port = 0;
  #tls: Handover<TCPSocketListener<Connection>> | undefined;
  #receiveBufferBytes = RECEIVE_BUFFER_BYTES;

  private constructor(ports: RelaySocketsPorts) {
    this.#ports = ports;
    this.#coalescing = new Coalescing(ports);
  }

  /** @throws {SocketError} where an address cannot be listened on; then nothing is */
  static async open(options: RelaySocketsOptions, ports: RelaySocketsPorts): Promise<RelaySockets> {
    for (let tries = 1; ; tries++) {
      const sockets = new RelaySockets(ports);
      try {
        await sockets.#listen(options);
        return sockets;
      } catch (error) {
        sockets.stop();
        const mayTryAnother = options.port === 0 && isPlainPortInUse(error) && tries < MAX_TRIES;
        if (!mayTryAnother) throw error;
      }
    }
  }

  get port(): number {
    return this.#port;
  }

  get tlsPort(): number | undefined {
    return this.#tls?.port;
  }

  /** Connections that are open. */
  get connections(): number {
    return this.#streams.size;
  }

  /** What the system grants to a socket until its datagrams are read, and what was wished for. */
  get buffer(): { readonly bytes: number; readonly wanted: number } {
    return { bytes: this.#receiveBufferBytes, wanted: RECEIVE_BUFFER_BYTES };
  }

  /** Closes connections that came to nothing. To be called once a second. */
  sweep(): void {
    this.#streams.sweep(this.#ports.clock.now());
  }

  /** New connections over TLS get this certificate. */
  renew(pair: TlsPair): void {
    this.#tls?.renew(pair);
  }

  stop(): void {
    for (const close of this.#closers) close();
    for (const listener of this.#listeners) listener.stop(true);
    void this.#tls?.stop();
    this.#streams.closeAll();
  }

  async #listen({ hosts, port, tls }: RelaySocketsOptions): Promise<void> {
    this.#port = port;
    for (const host of hosts) {
      this.#port = await this.#listenUdp(host, this.#port).catch((cause: unknown) => {
        throw new SocketError("udp", this.#port, cause);
      });
      this.#listeners.push(this.#listenStream(host, this.#port, "tcp", {}));
    }
    if (!tls) return;
    const open = (pair: TlsPair, tlsPort: number, isShared: boolean) =>
      this.#listenTls(hosts, tlsPort, { tls: { cert: pair.cert, key: pair.key }, reusePort: isShared });
    this.#tls = new Handover(tls.pair, tls.port, open, this.#ports);
  }

  /** @returns the port */
  async #listenUdp(hostname: string, port: number): Promise<number> {
    const { relay, sendRun } = this.#ports;
    let opened: { readonly socket: DatagramSocket; readonly fd: number } | undefined;
    const batch = new DatagramBatch(
      () => opened?.socket,
      () => relay.drops.count("congested"),
    );
    const runs = new DatagramRuns({
      batch,
      turnEnded: (datagrams) => this.#coalescing.turnEnded(datagrams),
      sendRun: sendRun && ((to, datagrams) => opened !== undefined && sendRun(opened.fd, to, datagrams)),
    });
    const clients = new UdpClients((bytes, to) => runs.send(bytes, to));
    const options = {
      hostname,
      port,
      ...(hostname.includes(":") && { flags: IPV6_ONLY }),
      socket: {
        data: (_: unknown, bytes: Buffer, fromPort: number, from: string) => {
          // Nothing can be sent to port 0, and one such datagram would hold up all others of its batch.
          if (fromPort === 0) return relay.drops.count("malformed");
          relay.receive(clients.at(from, fromPort), bytes);
        },
        drain: batch.drained,
        // The types have the socket before the error, Bun 1.4.5 has not.
        error: (...args: readonly unknown[]) => this.#failed(args.at(-1)),
      },
    };
    const socket = await Bun.udpSocket(options as udp.SocketOptions<"buffer">);
    const { fd } = socket as unknown as { readonly fd: number };
    opened = { socket, fd };
    this.#closers.push(() => {
      opened = undefined; // its number may soon be another socket's
      socket.close();
    });
    const granted = this.#ports.enlargeReceiveBuffer(fd, RECEIVE_BUFFER_BYTES);
    this.#receiveBufferBytes = Math.min(this.#receiveBufferBytes, granted);
    return socket.port;
  }

  /** Without this the first ICMP error about a client that is gone would end the process. */
  #failed(error: unknown): void {
    if (codeOf(error) === undefined) this.#ports.log.write("error", "relay-fault", faultFields(error));
  }

  /** @returns a listener for each address, or none at all */
  #listenTls(
    hosts: readonly string[],
    port: number,
    options: StreamOptions,
  ): TCPSocketListener<Connection>[] {
    const listeners: TCPSocketListener<Connection>[] = [];
    try {
      for (const host of hosts) {
        listeners.push(this.#listenStream(host, listeners[0]?.port ?? port, "tls", options));
      }
    } catch (error) {
      for (const listener of listeners) listener.stop(true);
      throw error;
    }
    return listeners;
  }

  #listenStream(
    hostname: string,
    port: number,
    transport: RelayTransport,
    options: StreamOptions,
  ): TCPSocketListener<Connection> {
    return listen(transport, port, {
      hostname,
      port,
      ...(hostname.includes(":") && { ipv6Only: true }),
      ...options,
      socket: {
        open: (socket) => this.#opened(socket, transport),
        data: (socket, chunk) => this.#heard(socket, chunk),
        drain: ({ data }) => data.client?.drained(),
        close: ({ data }) => this.#closed(data),
        error: (socket) => socket.terminate(),
        // With this handler a connection is open, and so is counted and swept, before its handshake has come.
        ...(options.tls && { handshake: (socket, success) => !success && socket.terminate() }),
      },
    });
  }

  #opened(socket: Socket<Connection>, transport: RelayTransport): void {
    const { relay, clock } = this.#ports;
    const { remoteAddress: address, remotePort: port } = socket;
    const client = new StreamClient(
      { transport, address, port },
      socket as StreamSocket,
      {
        budget: this.#streams.budget,
        changed: (changed) => this.#streams.changed(changed),
        dropped: () => relay.drops.count("congested"),
      },
      clock.now(),
    );
    socket.data = { client };
    if (this.#streams.add(client)) return;
    relay.drops.count("rate-limited");
    socket.data = {};
    socket.terminate();
  }

  #heard({ data: { client } }: Socket<Connection>, chunk: Uint8Array): void {
    if (!client) return;
    const { relay, log } = this.#ports;
    try {
      for (const message of client.hear(chunk)) relay.receive(client, message);
    } catch (error) {
      if (error instanceof ProtocolError) relay.drops.count("not-stun");
      else log.write("error", "relay-fault", faultFields(error));
      client.close();
    }
  }

  #closed(connection: Connection): void {
    const { client } = connection;
    if (!client) return;
    delete connection.client;
    this.#ports.relay.left(client);
    this.#streams.delete(client);
  }
}

/** @throws {SocketError} */
function listen(
  transport: RelayTransport,
  port: number,
  options: TCPSocketListenOptions<Connection>,
): TCPSocketListener<Connection> {
  try {
    return Bun.listen<Connection>(options);
  } catch (cause) {
    throw new SocketError(transport, port, cause);
  }
}

type StreamOptions = Partial<Pick<TCPSocketListenOptions<Connection>, "tls">> & {
  readonly reusePort?: boolean;
};

interface Connection {
  /** Undefined before the connection is open, after it is closed, and where there was no room for it. */
  client?: StreamClient;
}

/** Another port for UDP and TCP would be of no use to TLS, which has its own. */
function isPlainPortInUse(error: unknown): boolean {
  return error instanceof SocketError && error.transport !== "tls" && codeOf(error.cause) === "EADDRINUSE";
}
