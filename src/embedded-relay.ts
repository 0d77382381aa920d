import type { Config } from "#config/settings.ts";
import type { Millis } from "#protocol/time.ts";
import { ALL_ADDRESSES } from "./addresses/all-addresses.ts";
import { ListenError } from "./listen-error.ts";
import type { RelayFacts } from "./observability/relay-metrics.ts";
import type { TlsPair } from "./ports/certificate.ts";
import type { Clock } from "./ports/clock.ts";
import type { SendRun } from "./ports/send-run.ts";
import type { SteerPort } from "./ports/steer-port.ts";
import { codeOf } from "./ports/system-error.ts";
import { DROP_REASONS, type DropReason } from "./relay/drops.ts";
import type { RelayPorts } from "./relay/options.ts";
import { Relay } from "./relay/relay.ts";
import { SocketError } from "./relay/socket-error.ts";
import { RelaySockets } from "./relay/sockets.ts";

export interface EmbeddedRelayOptions {
  readonly config: Config;
  /** The chosen one, or the one that was drawn. */
  readonly secret: string;
  readonly tls: TlsPair | undefined;
}

export interface EmbeddedRelayPorts extends RelayPorts {
  readonly clock: Clock;
  readonly enlargeReceiveBuffer: (fd: number, bytes: number) => number;
  /** Undefined where the system has no such call. */
  readonly sendRun: SendRun | undefined;
  /** Holds up the whole process for a moment. */
  readonly rest: (ms: Millis) => void;
  /** Chooses among listeners that share a port. */
  readonly steerPort: SteerPort;
}

/** What a machine without IPv6 says to its any-address. */
const NO_IPV6: ReadonlySet<string | undefined> = new Set(["EAFNOSUPPORT", "EADDRNOTAVAIL"]);

/** The relay of this process: settings to core and sockets, and both to numbers. */
export class EmbeddedRelay {
  readonly #relay: Relay;
  readonly #sockets: RelaySockets;

  private constructor(relay: Relay, sockets: RelaySockets) {
    this.#relay = relay;
    this.#sockets = sockets;
  }

  /** @throws {ListenError} */
  static async start(options: EmbeddedRelayOptions, ports: EmbeddedRelayPorts): Promise<EmbeddedRelay> {
    const { config, secret, tls: pair } = options;
    const relay = new Relay({ ...relayOptionsOf(config), secret }, ports);
    const tls = pair && { port: config.turnTlsPort, pair };
    const open = (hosts: readonly string[]) =>
      RelaySockets.open({ hosts, port: config.turnPort, tls }, { ...ports, relay });
    try {
      return new EmbeddedRelay(relay, await openOn(config.turnHost ?? config.host, open));
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      const { transport, port, cause } = error;
      throw new ListenError(transport === "tls" ? "TURN_TLS_PORT" : "TURN_PORT", port, cause);
    }
  }

  /** Of UDP and TCP. */
  get port(): number {
    return this.#sockets.port;
  }

  get tlsPort(): number | undefined {
    return this.#sockets.tlsPort;
  }

  /** Application bytes that it has carried since the start. */
  get relayedBytes(): number {
    return this.#relay.counts().bytes;
  }

  /** What the system grants to a socket until its datagrams are read, and what was wished for. */
  get buffer(): { readonly bytes: number; readonly wanted: number } {
    return this.#sockets.buffer;
  }

  /** Numbers for `/stats`. */
  counts(): Readonly<Record<string, number>> {
    const { allocations, messages, bytes } = this.#relay.counts();
    const dropped = DROP_REASONS.map((reason) => [statOf(reason), this.#relay.drops.of(reason)] as const);
    return {
      relayAllocations: allocations,
      relayConnections: this.#sockets.connections,
      relayMessages: messages,
      relayBytes: bytes,
      ...Object.fromEntries(dropped),
    };
  }

  /** Numbers for `/metrics`. */
  facts(): RelayFacts {
    const dropped = this.#relay.drops.entries();
    return { ...this.#relay.counts(), connections: this.#sockets.connections, dropped };
  }

  /** What lives of one session, and what that has sent. */
  ofGroup(group: string): { readonly allocations: number; readonly bytes: number } {
    return this.#relay.ofGroup(group);
  }

  /** To be called once a second. */
  sweep(): void {
    this.#relay.sweep();
    this.#sockets.sweep();
  }

  /** New connections over TLS get this certificate. */
  renew(pair: TlsPair): void {
    this.#sockets.renew(pair);
  }

  stop(): void {
    this.#sockets.stop();
  }
}

function relayOptionsOf(config: Config) {
  return {
    realm: config.turnRealm,
    peers: config.turnPeers,
    userQuota: config.turnUserQuota,
    totalQuota: config.turnTotalQuota,
    maxBandwidth: config.turnMaxBandwidth,
    totalBandwidth: config.turnTotalBandwidth,
    answerQuota: config.turnAnswerQuota,
  };
}

/** Both families wherever the server listens on all addresses: a name may resolve to either. */
async function openOn<T>(host: string, open: (hosts: readonly string[]) => Promise<T>): Promise<T> {
  if (!ALL_ADDRESSES.has(host)) return open([host]);
  try {
    return await open([...ALL_ADDRESSES]);
  } catch (error) {
    if (!(error instanceof SocketError) || !NO_IPV6.has(codeOf(error.cause))) throw error;
    return open(["0.0.0.0"]);
  }
}

/** `no-channel` is `relayDroppedNoChannel`. */
function statOf(reason: DropReason): string {
  const words = reason.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `relayDropped${words.join("")}`;
}
