import type { Server, WebSocketHandler } from "bun";
import type { TlsPair } from "../ports/certificate.ts";

/** What a server does with what it takes. */
export interface Handling<Data> {
  readonly fetch: (request: Request, server: Server<Data>) => Response | Promise<Response>;
  readonly websocket: WebSocketHandler<Data>;
}

export interface ServeOptions {
  readonly hostname: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Whether another server of this process may listen there, too. */
  readonly isShared: boolean;
  /** Undefined for plain http. */
  readonly tls: TlsPair | undefined;
}

/** A connection on which nothing has been asked for so long is closed. */
const IDLE_SECONDS = 30;

/** The only place where the page's ports are opened. @throws where the address cannot be listened on */
export function serve<Data>(options: ServeOptions, handling: Handling<Data>): Server<Data> {
  const { hostname, port, isShared, tls } = options;
  return Bun.serve<Data>({
    hostname,
    port,
    reusePort: isShared,
    development: false,
    idleTimeout: IDLE_SECONDS,
    // No body is ever read, whatever its size; with a limit, a large share would get an error page (PWA8).
    maxRequestBodySize: Number.MAX_SAFE_INTEGER,
    ...(tls && { tls: { cert: tls.cert, key: tls.key } }),
    ...handling,
  });
}
