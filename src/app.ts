import { Elysia } from "elysia";
import type { Config } from "#config/settings.ts";
import { indexPage, pageAssets } from "./http/page.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { status } from "./http/status.ts";
import type { Audit } from "./ports/audit.ts";
import type { Clock } from "./ports/clock.ts";
import { faultFields, type Log } from "./ports/log.ts";
import type { NetworkFacts } from "./ports/network-facts.ts";
import type { Random } from "./ports/random.ts";
import type { MakeRateLimiter } from "./ports/rate-limiter.ts";
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

export interface AppPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly audit: Audit;
  readonly rateLimiter: MakeRateLimiter;
  readonly network: NetworkFacts;
  /** This host's addresses on the LAN, the preferred one first. */
  readonly lanAddresses: () => readonly string[];
}

export interface AppOptions {
  readonly config: Config;
  /** Where the built client is. */
  readonly clientDirectory: string;
  readonly version: string;
}

/** A running server. */
export interface App {
  readonly port: number;
  /** Answers 503 on /health from now on, closes every socket and frees the port. */
  stop(): Promise<void>;
}

/** Puts the parts together and listens. @throws where the address cannot be listened on */
export async function startApp(options: AppOptions, ports: AppPorts): Promise<App> {
  const { config, clientDirectory, version } = options;
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
  const connectionPorts = { sessions, limits, missBudget, joinQueue, clock, audit, peer: peerOf(config) };
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
  await app.modules;
  app.listen({
    hostname: config.host,
    port: config.port,
    reusePort: false, // a second server on the same port must fail at once, not share its connections
    development: false,
    websocket: sockets.handlers(),
  });
  const sweep = async () => {
    sockets.sweep();
    await sessions.sweep();
  };
  const stopSweeping = repeat(clock, SWEEP_MS, () => {
    sweep().catch((error: unknown) => {
      log.write("error", "sweep-fault", faultFields(error));
    });
  });

  return {
    port: app.server?.port ?? config.port,
    async stop() {
      stopping = true;
      stopSweeping();
      sockets.closeAll();
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

function peerOf({ iceServers, chunkBytes, heartbeatMs, graceMs }: Config) {
  return { iceServers, chunkBytes, heartbeatMs, graceMs };
}

function errorResponse(code: string | number, log: Log): Response {
  if (code === "NOT_FOUND") return new Response("Not found.\n", { status: 404, headers: securityHeaders });
  log.write("error", "http-fault", { code });
  return new Response("Something went wrong in the server.\n", { status: 500, headers: securityHeaders });
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
