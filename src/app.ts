import { Elysia } from "elysia";
import type { Config } from "#config/settings.ts";
import { indexPage, pageAssets } from "./http/page.ts";
import { publicUrlFor } from "./http/public-url.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { status } from "./http/status.ts";
import type { Clock } from "./ports/clock.ts";
import type { Log } from "./ports/log.ts";
import type { Random } from "./ports/random.ts";
import { Sessions } from "./signaling/sessions.ts";
import { type SocketData, signalingSockets } from "./signaling/socket.ts";

/** How late an `expired` may come. */
const EXPIRY_CHECK_MS = 1_000;

export interface AppPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
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
  const { clock, log } = ports;
  const sessions = new Sessions({ ttlMs: config.sessionTtlMs, maxSessions: config.maxSessions }, ports);
  let stopping = false;

  const upgrade = (request: Request): Response | undefined => {
    const publicUrl = config.publicUrl ?? publicUrlFor(request.url, ports.lanAddresses());
    const data: SocketData = { options: { peer: config, publicUrl } };
    if (app.server?.upgrade(request, { data })) return undefined;
    const headers = { ...securityHeaders, Upgrade: "websocket" };
    return new Response("Expected a WebSocket.\n", { status: 426, headers });
  };

  const app = new Elysia()
    .onError(({ code }) => errorResponse(code, log))
    .use(
      status({
        clock,
        startedAt: clock.now(),
        version,
        isStopping: () => stopping,
        counts: () => sessions.counts(),
      }),
    )
    .get("/ws", ({ request }) => upgrade(request))
    .get("/", ({ request }) => (wantsSocket(request) ? upgrade(request) : indexPage(clientDirectory)))
    .use(pageAssets(clientDirectory));
  await app.modules;
  app.listen({
    hostname: config.host,
    port: config.port,
    reusePort: false, // a second server on the same port must fail at once, not share its connections
    development: false,
    websocket: signalingSockets({ sessions, clock }, log),
  });
  const stopExpiring = repeat(clock, EXPIRY_CHECK_MS, () => sessions.expire());

  return {
    port: app.server?.port ?? config.port,
    async stop() {
      stopping = true;
      stopExpiring();
      await app.stop(true);
    },
  };
}

function wantsSocket(request: Request): boolean {
  return request.headers.get("upgrade")?.toLowerCase() === "websocket";
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
