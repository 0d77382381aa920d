import { Elysia } from "elysia";
import type { Config } from "#config/settings.ts";
import type { Hash } from "#protocol/hash.ts";
import type { Millis } from "#protocol/time.ts";
import { EmbeddedRelay, type TlsFiles } from "./embedded-relay.ts";
import { IceServers } from "./http/ice-servers.ts";
import { indexPage, pageAssets } from "./http/page.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { status } from "./http/status.ts";
import { ListenError } from "./listen-error.ts";
import type { Audit } from "./ports/audit.ts";
import type { Clock } from "./ports/clock.ts";
import { faultFields, type Log } from "./ports/log.ts";
import type { NetworkFacts } from "./ports/network-facts.ts";
import type { Random } from "./ports/random.ts";
import type { MakeRateLimiter } from "./ports/rate-limiter.ts";
import type { SendRun } from "./ports/send-run.ts";
import type { PeerSettings } from "./signaling/connection.ts";
import { IceRefresh } from "./signaling/ice-refresh.ts";
import { JoinQueue } from "./signaling/join-queue.ts";
import { Limits } from "./signaling/limits.ts";
import { MemorySessionStore } from "./signaling/memory-session-store.ts";
import { MissBudget } from "./signaling/miss-budget.ts";
import { Sessions } from "./signaling/sessions.ts";
import { SignalingSockets } from "./signaling/socket.ts";
import { asksForSocket, Upgrades } from "./upgrade.ts";

/** How late an `expired` or the end of a silent socket may come. One timer serves all. */
const SWEEP_MS = 1_000;

/** Sender and receiver; the spare ones come and go without a session, or take an older socket's place. */
const SOCKETS_PER_SESSION = 2;
const SPARE_SOCKETS = 1_000;

/** Of a TURN secret that nobody has chosen. */
const TURN_SECRET_BYTES = 32;

export interface AppPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly hash: Hash;
  readonly log: Log;
  readonly audit: Audit;
  readonly rateLimiter: MakeRateLimiter;
  readonly network: NetworkFacts;
  /** This host's addresses on the LAN, the preferred one first. */
  readonly lanAddresses: () => readonly string[];
  /** Lets the system keep more datagrams for a socket. @returns bytes that it grants */
  readonly enlargeReceiveBuffer: (fd: number, bytes: number) => number;
  /** Undefined where the system has no such call. */
  readonly sendRun: SendRun | undefined;
  /** Holds up the whole process for a moment. */
  readonly rest: (ms: Millis) => void;
}

export interface AppOptions {
  readonly config: Config;
  /** Where the built client is. */
  readonly clientDirectory: string;
  readonly version: string;
  /** Where TLS is on. */
  readonly tls?: TlsFiles | undefined;
}

/** A running server. */
export interface App {
  readonly port: number;
  /** The embedded relay's ports; undefined where it is off. */
  readonly relay: { readonly port: number; readonly tlsPort: number | undefined } | undefined;
  /** Answers 503 on /health from now on, closes every socket and frees the port. */
  stop(): Promise<void>;
}

/** Puts the parts together and listens. @throws {ListenError} where an address cannot be listened on */
export async function startApp(options: AppOptions, ports: AppPorts): Promise<App> {
  const { config, clientDirectory, version, tls } = options;
  const { clock, log, audit } = ports;
  const { sessionTtlMs: ttlMs, graceMs, maxSessions } = config;
  const store = new MemorySessionStore({ ttlMs, graceMs, maxSessions }, clock);
  const sessions = new Sessions({ store, random: ports.random, log });
  const limits = new Limits(quotasOf(config), ports.rateLimiter);
  const missBudget = new MissBudget(config.globalMissQuota, clock);
  const socketLimits = {
    maxClientSockets: config.maxClientSockets,
    maxSockets: maxSessions * SOCKETS_PER_SESSION + SPARE_SOCKETS,
  };
  const joinQueue = new JoinQueue({ budget: missBudget, clock, random: ports.random });
  const turnSecret = config.turnSecret ?? ports.random.bytes(TURN_SECRET_BYTES).toHex();
  const isRelayOn = config.turnEnabled === "on";
  const relay = isRelayOn ? await EmbeddedRelay.start({ config, secret: turnSecret, tls }, ports) : undefined;
  const iceServers = new IceServers({ ...iceOptionsOf(config), relay, secret: turnSecret }, ports);
  const iceRefresh = new IceRefresh(iceServers.freshMs, clock);
  const peer = peerOf(config, iceServers);
  const connectionPorts = { sessions, limits, missBudget, joinQueue, clock, audit, peer, iceRefresh };
  const sockets = new SignalingSockets(socketLimits, connectionPorts, log);
  const upgrades = new Upgrades(config, {
    ...ports,
    limits,
    hasRoom: (client) => sockets.hasRoom(client),
    peerAddress: (request) => app.server?.requestIP(request)?.address,
    upgrade: (request, data) => app.server?.upgrade(request, { data }) ?? false,
  });
  let stopping = false;

  const counts = async () => ({
    ...(await store.counts()),
    ...sockets.counts(),
    ...relay?.counts(),
    limited: limits.refused,
    wrongCodes: missBudget.misses,
    joinDelayMs: missBudget.waitMs,
    waitingJoins: joinQueue.size,
    untrustedProxy: upgrades.hasUntrustedProxy ? 1 : 0,
  });
  const app = new Elysia()
    .onError(({ code }) => errorResponse(code, log))
    .use(status({ clock, startedAt: clock.now(), version, isStopping: () => stopping, counts }))
    .get("/ws", ({ request }) => upgrades.take(request))
    .get("/", ({ request }) => (asksForSocket(request) ? upgrades.take(request) : indexPage(clientDirectory)))
    .use(pageAssets(clientDirectory));
  try {
    await app.modules;
    app.listen({
      hostname: config.host,
      port: config.port,
      reusePort: false, // a second server on the same port must fail at once, not share its connections
      development: false,
      websocket: sockets.handlers(),
    });
  } catch (error) {
    relay?.stop();
    throw new ListenError("PORT", config.port, error);
  }
  const sweeps: readonly (() => void | Promise<void>)[] = [
    () => relay?.sweep(),
    () => sockets.sweep(),
    () => iceRefresh.sweep(),
    () => sessions.sweep(),
  ];
  const stopSweeping = repeat(clock, SWEEP_MS, () => {
    // Apart from each other: what one of them cannot end must not live on elsewhere.
    for (const sweep of sweeps) void attempt(sweep, log);
  });

  return {
    port: app.server?.port ?? config.port,
    relay,
    async stop() {
      stopping = true;
      stopSweeping();
      sockets.closeAll();
      relay?.stop();
      await app.stop(true);
    },
  };
}

function quotasOf(config: Config) {
  return {
    connections: config.connectionQuota,
    creates: config.createQuota,
    joins: config.joinQuota,
    misses: config.missQuota,
    messages: config.messageQuota,
  };
}

function iceOptionsOf({ externalHost, iceServers: external, turnCredentialTtlMs: credentialTtlMs }: Config) {
  return { externalHost, external, credentialTtlMs };
}

function peerOf({ chunkBytes, heartbeatMs, graceMs, lanes }: Config, servers: IceServers): PeerSettings {
  return {
    iceServers: (hosts, sessionId) => servers.listFor(hosts, sessionId),
    chunkBytes,
    heartbeatMs,
    graceMs,
    lanes,
  };
}

function errorResponse(code: string | number, log: Log): Response {
  if (code === "NOT_FOUND") return new Response("Not found.\n", { status: 404, headers: securityHeaders });
  log.write("error", "http-fault", { code });
  return new Response("Something went wrong in the server.\n", { status: 500, headers: securityHeaders });
}

async function attempt(sweep: () => void | Promise<void>, log: Log): Promise<void> {
  try {
    await sweep();
  } catch (error) {
    log.write("error", "sweep-fault", faultFields(error));
  }
}

/** @returns what ends the repetition */
function repeat(clock: Clock, everyMs: number, task: () => void): () => void {
  let cancel = clock.after(everyMs, tick);
  function tick(): void {
    task();
    cancel = clock.after(everyMs, tick);
  }
  return () => cancel();
}
