import { Elysia } from "elysia";
import type { Config } from "#config/settings.ts";
import type { Hash } from "#protocol/hash.ts";
import type { Millis } from "#protocol/time.ts";
import { reachedAt } from "./addresses/all-addresses.ts";
import { bracketed } from "./addresses/bracketed.ts";
import { drain } from "./drain.ts";
import { EmbeddedRelay } from "./embedded-relay.ts";
import { EmbeddedSignaling } from "./embedded-signaling.ts";
import { authorityPage } from "./http/authority-page.ts";
import { diagnostics } from "./http/diagnostics.ts";
import { IceServers } from "./http/ice-servers.ts";
import { installedPage } from "./http/installed-page.ts";
import { instance } from "./http/instance.ts";
import { metrics } from "./http/metrics.ts";
import { indexPage, isBuilt, pageAssets } from "./http/page.ts";
import { requestSpans } from "./http/request-spans.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { status } from "./http/status.ts";
import { Listeners } from "./listeners/listeners.ts";
import { RequestServers } from "./listeners/request-servers.ts";
import type { CountingLog } from "./observability/counting-log.ts";
import { Observation } from "./observation.ts";
import type { Audit } from "./ports/audit.ts";
import type { Clock } from "./ports/clock.ts";
import { faultFields, type Log } from "./ports/log.ts";
import type { NetworkFacts } from "./ports/network-facts.ts";
import type { ProcessFacts } from "./ports/process-facts.ts";
import type { Random } from "./ports/random.ts";
import type { MakeRateLimiter } from "./ports/rate-limiter.ts";
import type { SendRun } from "./ports/send-run.ts";
import type { SteerPort } from "./ports/steer-port.ts";
import type { Tracer } from "./ports/tracer.ts";
import { OwnSocket } from "./self-check/own-socket.ts";
import type { SelfCheckSubject } from "./self-check/run.ts";
import { serverFacts } from "./server-facts.ts";
import type { SocketData } from "./signaling/socket.ts";
import type { Certificates } from "./tls/certificates.ts";
import { asksForSocket } from "./upgrade.ts";

/** How late an `expired` or the end of a silent socket may come. One timer serves all. */
const SWEEP_MS = 1_000;

/** Of a TURN secret that nobody has chosen. */
const TURN_SECRET_BYTES = 32;

export interface AppPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly hash: Hash;
  /** Every part's, also of those outside: `/metrics` tells how many lines of each level there were. */
  readonly log: CountingLog;
  readonly audit: Audit;
  readonly tracer: Tracer;
  readonly processFacts: () => ProcessFacts;
  readonly rateLimiter: MakeRateLimiter;
  readonly network: NetworkFacts;
  /** This host's addresses on the LAN, the preferred one first. */
  readonly lanAddresses: () => readonly string[];
  /** Of this host's interfaces, as CIDR. */
  readonly ownNetworks: () => readonly string[];
  /** The name under which the LAN finds this server, such as `p2p-share.local`; undefined while there is none. */
  readonly lanHost: () => string | undefined;
  /** Lets the system keep more datagrams for a socket. @returns bytes that it grants */
  readonly enlargeReceiveBuffer: (fd: number, bytes: number) => number;
  /** Undefined where the system has no such call. */
  readonly sendRun: SendRun | undefined;
  /** Holds up the whole process for a moment. */
  readonly rest: (ms: Millis) => void;
  /** Chooses among listeners that share a port. */
  readonly steerPort: SteerPort;
}

export interface AppOptions {
  readonly config: Config;
  /** Where the built client is. */
  readonly clientDirectory: string;
  readonly version: string;
  /** Where TLS is on. */
  readonly certificates?: Certificates | undefined;
}

/** A running server. */
export interface App {
  /** Of http. */
  readonly port: number;
  /** Undefined where TLS is off. */
  readonly httpsPort: number | undefined;
  /** The embedded relay's ports; undefined where it is off. */
  readonly relay: { readonly port: number; readonly tlsPort: number | undefined } | undefined;
  /** What the checks at start ask of it. */
  readonly subject: SelfCheckSubject;
  /**
   * Answers 503 on /health from now on, tells every browser and takes no further ones; stays while its relay
   * carries a transfer, seven seconds at most; then as `close`.
   */
  stop(): Promise<void>;
  /** Ends every connection and frees the ports, at once. */
  close(): Promise<void>;
}

/** Puts the parts together and listens. @throws {ListenError} where an address cannot be listened on */
export async function startApp(options: AppOptions, outside: AppPorts): Promise<App> {
  const { config, clientDirectory, version, certificates } = options;
  const observation = new Observation(version, outside);
  const { journal } = observation;
  const allocationEnded = journal.allocationEnded.bind(journal);
  const ports = { ...outside, watch: journal, allocationEnded };
  const { clock, log, tracer } = ports;
  const turnSecret = config.turnSecret ?? ports.random.bytes(TURN_SECRET_BYTES).toHex();
  const isRelayOn = config.turnEnabled === "on";
  const relay = isRelayOn
    ? await EmbeddedRelay.start({ config, secret: turnSecret, tls: certificates?.pair }, ports)
    : undefined;
  observation.watch(relay);
  const authority = certificates?.authority;
  const servers = new RequestServers<SocketData>();
  const iceServers = new IceServers({ ...iceOptionsOf(config), relay, secret: turnSecret }, ports);
  const peerAddress = (request: Request) => servers.addressOf(request);
  const ownSocket = new OwnSocket(ports.random);
  const signaling = new EmbeddedSignaling(config, {
    ...ports,
    iceServers,
    plainPort: () => (authority ? listeners.port : undefined),
    peerAddress,
    isOwnCheck: (request) => ownSocket.isAskedForBy(request),
    upgrade: (request, data) => servers.upgrade(request, data),
  });
  const factsPorts = { ...ports, peerAddress, joinDelayMs: () => signaling.joinDelayMs };
  let stopping = false;
  const httpsPort = (host: string) =>
    (certificates?.covers?.(host) ?? true) ? listeners.httpsPort : undefined;
  const factsFor = serverFacts({ config, version, relay, httpsPort }, factsPorts);

  const counts = async () => ({ ...(await signaling.counts()), ...relay?.counts() });
  if (!isBuilt(clientDirectory)) log.write("error", "page-missing", { mend: "run `bun run build`" });
  const app = new Elysia()
    .use(tracer.isOn ? requestSpans(tracer) : [])
    .onError(({ code, error }) => errorResponse(code, error, log))
    .use(status({ clock, startedAt: clock.now(), version, isStopping: () => stopping, counts }))
    .use(config.metrics === "on" ? metrics(() => observation.metricsText({ signaling, relay }), log) : [])
    .get("/ws", ({ request }) => signaling.take(request))
    .get("/", ({ request }) =>
      asksForSocket(request) ? signaling.take(request) : indexPage(clientDirectory, request),
    )
    .use(diagnostics({ page: (request) => indexPage(clientDirectory, request), factsFor }))
    .use(pageAssets(clientDirectory))
    .use(installedPage(clientDirectory))
    .use(instance({ ...config, version, httpsPort, hasAuthority: authority !== undefined }));
  if (authority) {
    app.use(authorityPage({ directory: clientDirectory, authority, httpsPort: () => listeners.httpsPort }));
  }
  const https = certificates && { port: config.httpsPort, pair: certificates.pair };
  let listeners: Listeners<SocketData>;
  try {
    await app.modules;
    listeners = new Listeners(
      { host: config.host, port: config.port, https },
      { ...ports, answer: app.compile().fetch, websocket: signaling.handlers(), servers },
    );
  } catch (error) {
    relay?.stop();
    throw error;
  }
  const stopWatching = certificates?.watch((pair) => {
    listeners.renew(pair);
    relay?.renew(pair);
  });
  const sweeps = [() => relay?.sweep(), ...signaling.sweeps];
  const stopSweeping = repeat(clock, SWEEP_MS, (lateMs) => {
    observation.late(lateMs);
    for (const sweep of sweeps) void attempt(sweep, log);
  });

  async function close(): Promise<void> {
    stopSweeping();
    signaling.retire();
    stopWatching?.();
    relay?.stop();
    await listeners.stop();
    await observation.stop();
  }

  return {
    port: listeners.port,
    httpsPort: listeners.httpsPort,
    relay,
    subject: {
      ...subjectOf(config, listeners.port, { relay, signaling, turnSecret, ownSocket }),
      isStopping: () => stopping,
    },
    async stop() {
      stopping = true;
      signaling.retire();
      log.write("info", "stopping");
      await drain(clock, () => relay?.relayedBytes ?? 0);
      await close();
    },
    close,
  };
}

function iceOptionsOf({ externalHost, iceServers: external, turnCredentialTtlMs: credentialTtlMs }: Config) {
  return { externalHost, external, credentialTtlMs };
}

interface SubjectParts {
  readonly relay: EmbeddedRelay | undefined;
  readonly signaling: EmbeddedSignaling;
  readonly turnSecret: string;
  readonly ownSocket: OwnSocket;
}

/** A server that listens on all addresses is reached by a loopback one. */
function subjectOf(
  config: Config,
  port: number,
  { relay, signaling, turnSecret, ownSocket }: SubjectParts,
): Omit<SelfCheckSubject, "isStopping"> {
  return {
    host: bracketed(reachedAt(config.host)),
    port,
    relay: relay && {
      host: reachedAt(config.turnHost ?? config.host),
      port: relay.port,
      tlsPort: relay.tlsPort,
      secret: turnSecret,
      buffer: relay.buffer,
    },
    maxSessions: config.maxSessions,
    publicUrl: config.publicUrl,
    hasUntrustedProxy: () => signaling.hasUntrustedProxy,
    ownHeaders: ownSocket.headers,
  };
}

function errorResponse(code: string | number, error: unknown, log: Log): Response {
  if (code === "NOT_FOUND") return new Response("Not found.\n", { status: 404, headers: securityHeaders });
  log.write("error", "http-fault", { ...faultFields(error), code });
  return new Response("Something went wrong in the server.\n", { status: 500, headers: securityHeaders });
}

async function attempt(sweep: () => void | Promise<void>, log: Log): Promise<void> {
  try {
    await sweep();
  } catch (error) {
    log.write("error", "sweep-fault", faultFields(error));
  }
}

/** @param task gets how late it is @returns what ends the repetition */
function repeat(clock: Clock, everyMs: Millis, task: (lateMs: Millis) => void): () => void {
  let dueAt = clock.now() + everyMs;
  let cancel = clock.after(everyMs, tick);
  function tick(): void {
    task(clock.now() - dueAt);
    dueAt = clock.now() + everyMs;
    cancel = clock.after(everyMs, tick);
  }
  return () => cancel();
}
