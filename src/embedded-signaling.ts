import type { WebSocketHandler } from "bun";
import type { Config } from "#config/settings.ts";
import type { Millis } from "#protocol/time.ts";
import { Nearby } from "./discovery/nearby.ts";
import type { IceServers } from "./http/ice-servers.ts";
import type { SignalingFacts } from "./observability/signaling-metrics.ts";
import type { Audit } from "./ports/audit.ts";
import type { Clock } from "./ports/clock.ts";
import type { Log } from "./ports/log.ts";
import type { NetworkFacts } from "./ports/network-facts.ts";
import type { Random } from "./ports/random.ts";
import type { MakeRateLimiter } from "./ports/rate-limiter.ts";
import type { SessionWatch } from "./ports/session-watch.ts";
import type { Tracer } from "./ports/tracer.ts";
import type { PeerSettings } from "./signaling/connection-ports.ts";
import { IceRefresh } from "./signaling/ice-refresh.ts";
import { JoinQueue } from "./signaling/join-queue.ts";
import { Limits } from "./signaling/limits.ts";
import { MemorySessionStore } from "./signaling/memory-session-store.ts";
import { MissBudget } from "./signaling/miss-budget.ts";
import { Sessions } from "./signaling/sessions.ts";
import { SignalingCounts } from "./signaling/signaling-counts.ts";
import { SignalingSockets, type SocketData } from "./signaling/socket.ts";
import { Upgrades } from "./upgrade.ts";

/**
 * Sender and receiver; the spare ones are of pages that wait to be found nearby, come and go without a session, or
 * take an older socket's place.
 */
const SOCKETS_PER_SESSION = 2;
const SPARE_SOCKETS = 1_000;

export interface EmbeddedSignalingPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly audit: Audit;
  readonly tracer: Tracer;
  /** Is told what becomes of sessions. */
  readonly watch: SessionWatch;
  readonly rateLimiter: MakeRateLimiter;
  readonly network: NetworkFacts;
  /** This host's addresses on the LAN, the preferred one first. */
  readonly lanAddresses: () => readonly string[];
  /** Of this host's interfaces, as CIDR. */
  readonly ownNetworks: () => readonly string[];
  /** Of http, where every device can open that, and not every one https. */
  readonly plainPort: () => number | undefined;
  /** What each browser in a session gets. */
  readonly iceServers: IceServers;
  /** The other end of the request's connection. */
  readonly peerAddress: (request: Request) => string | undefined;
  /** Whether the request is one of this server's check of itself. */
  readonly isOwnCheck: (request: Request) => boolean;
  /** @returns false where the request asks for no upgrade */
  readonly upgrade: (request: Request, data: SocketData) => boolean;
}

/** The signaling of this process: settings to sessions, limits and sockets, and all of it to numbers. */
export class EmbeddedSignaling {
  readonly #store: MemorySessionStore;
  readonly #sessions: Sessions;
  readonly #limits: Limits;
  readonly #missBudget: MissBudget;
  readonly #joinQueue: JoinQueue;
  readonly #iceRefresh: IceRefresh;
  readonly #nearby: Nearby;
  readonly #sockets: SignalingSockets;
  readonly #upgrades: Upgrades;
  readonly #counts = new SignalingCounts();

  constructor(config: Config, ports: EmbeddedSignalingPorts) {
    const { clock, random, log, audit, tracer, watch, iceServers } = ports;
    const { sessionTtlMs: ttlMs, graceMs, maxSessions, maxClientSockets } = config;
    this.#store = new MemorySessionStore({ ttlMs, graceMs, maxSessions }, clock);
    this.#sessions = new Sessions({ store: this.#store, random, watch, receivers: config.maxReceivers });
    this.#limits = new Limits(quotasOf(config), ports.rateLimiter);
    this.#missBudget = new MissBudget(config.globalMissQuota, clock);
    this.#joinQueue = new JoinQueue({ budget: this.#missBudget, clock, random });
    this.#iceRefresh = new IceRefresh(iceServers.freshMs, clock);
    this.#nearby = new Nearby(config, ports);
    const connectionPorts = {
      sessions: this.#sessions,
      limits: this.#limits,
      missBudget: this.#missBudget,
      joinQueue: this.#joinQueue,
      clock,
      audit,
      tracer,
      counts: this.#counts,
      peer: peerOf(config, iceServers),
      iceRefresh: this.#iceRefresh,
      discovery: this.#nearby,
    };
    const socketLimits = { maxClientSockets, maxSockets: maxSessions * SOCKETS_PER_SESSION + SPARE_SOCKETS };
    this.#sockets = new SignalingSockets(socketLimits, connectionPorts, log);
    this.#upgrades = new Upgrades(config, {
      ...ports,
      limits: this.#limits,
      hasRoom: (client) => this.#sockets.hasRoom(client),
    });
  }

  /** A request for a socket. @returns undefined once the connection is a WebSocket */
  take(request: Request): Promise<Response | undefined> {
    return this.#upgrades.take(request);
  }

  /** What the server's sockets do. */
  handlers(): WebSocketHandler<SocketData> {
    return this.#sockets.handlers();
  }

  /** How long the next try of a code would wait because of wrong ones. */
  get joinDelayMs(): Millis {
    return this.#missBudget.waitMs;
  }

  /** Whether a proxy was seen that TRUST_PROXY does not name. */
  get hasUntrustedProxy(): boolean {
    return this.#upgrades.hasUntrustedProxy;
  }

  /** Numbers for `/stats`. */
  async counts(): Promise<Readonly<Record<string, number>>> {
    return {
      ...(await this.#store.counts()),
      ...this.#sockets.counts(),
      devices: this.#nearby.size,
      invitations: this.#nearby.invitationEnds.reduce((sum, [, count]) => sum + count, 0),
      limited: this.#limits.refused,
      wrongCodes: this.#missBudget.misses,
      joinDelayMs: this.joinDelayMs,
      waitingJoins: this.#joinQueue.size,
      untrustedProxy: this.hasUntrustedProxy ? 1 : 0,
    };
  }

  /** Numbers for `/metrics`. */
  async facts(): Promise<Omit<SignalingFacts, "sessionEvents">> {
    const sockets = this.#sockets.counts();
    return {
      sessions: await this.#store.counts(),
      misses: this.#missBudget.misses,
      limited: [
        ...this.#limits.refusals.entries(),
        ["global-misses", this.#joinQueue.refused],
        ["sockets", this.#upgrades.full],
      ],
      joinDelaySeconds: this.#missBudget.waitMs / 1_000,
      waitingJoins: this.#joinQueue.size,
      sockets: {
        open: sockets.sockets,
        sharedAddress: sockets.sharedAddressSockets,
        opened: this.#sockets.opened,
        slow: sockets.slowSockets,
        silent: sockets.silentSockets,
      },
      messages: this.#counts.messages.entries(),
      errors: this.#counts.errors.entries(),
      devices: this.#nearby.size,
      invitations: this.#nearby.invitationEnds,
      hasUntrustedProxy: this.#upgrades.hasUntrustedProxy,
    };
  }

  /** Each to be called once a second, apart from each other: what one cannot end must not live on elsewhere. */
  readonly sweeps: readonly (() => void | Promise<void>)[] = [
    () => this.#sockets.sweep(),
    () => this.#iceRefresh.sweep(),
    () => this.#sessions.sweep(),
    () => this.#nearby.sweep(),
  ];

  /** Tells every browser that the server goes, and takes no further ones. */
  retire(): void {
    this.#upgrades.refuseAll();
    this.#sockets.closeAll();
  }
}

function quotasOf(config: Config) {
  return {
    connections: config.connectionQuota,
    creates: config.createQuota,
    joins: config.joinQuota,
    misses: config.missQuota,
    invites: config.inviteQuota,
    messages: config.messageQuota,
  };
}

function peerOf(config: Config, servers: IceServers): PeerSettings {
  const { chunkBytes, heartbeatMs, graceMs, lanes, maxReceivers: receivers } = config;
  return {
    iceServers: (hosts, sessionId) => servers.listFor(hosts, sessionId),
    chunkBytes,
    heartbeatMs,
    graceMs,
    receivers,
    lanes,
  };
}
