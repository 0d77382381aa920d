import type { Server, WebSocketHandler } from "bun";
import { ListenError } from "../listen-error.ts";
import type { TlsPair } from "../ports/certificate.ts";
import { Handover, type HandoverPorts } from "../tls/handover.ts";
import type { RequestServers } from "./request-servers.ts";
import { type Handling, serve } from "./sockets.ts";

export interface ListenersOptions {
  readonly host: string;
  /** For http; 0 takes any free one. */
  readonly port: number;
  /** Undefined where TLS is off. */
  readonly https: { readonly port: number; readonly pair: TlsPair } | undefined;
}

export interface ListenersPorts<Data> extends HandoverPorts {
  readonly answer: (request: Request) => Response | Promise<Response>;
  readonly websocket: WebSocketHandler<Data>;
  /** Learns which server took a request. */
  readonly servers: RequestServers<Data>;
}

/** The page over http, and with TLS over https beside it: the same answers on both. */
export class Listeners<Data> {
  readonly #http: Server<Data>;
  readonly #https: Handover<Server<Data>> | undefined;

  /** @throws {ListenError} where an address cannot be listened on; then nothing is */
  constructor({ host: hostname, port, https }: ListenersOptions, ports: ListenersPorts<Data>) {
    const { answer, websocket, servers } = ports;
    const handling: Handling<Data> = {
      fetch: (request, server) => {
        servers.add(request, server);
        return answer(request);
      },
      websocket,
    };
    // A second process on the same port must fail at once, not share its connections.
    this.#http = attempt("PORT", port, () =>
      serve({ hostname, port, isShared: false, tls: undefined }, handling),
    );
    if (!https) return;
    const open = (tls: TlsPair, at: number, isShared: boolean) => [
      serve({ hostname, port: at, isShared, tls }, handling),
    ];
    try {
      this.#https = attempt(
        "HTTPS_PORT",
        https.port,
        () => new Handover(https.pair, https.port, open, ports),
      );
    } catch (error) {
      void this.#http.stop(true);
      throw error;
    }
  }

  get port(): number {
    return this.#http.port ?? 0;
  }

  /** Undefined where TLS is off. */
  get httpsPort(): number | undefined {
    return this.#https?.port;
  }

  /** New connections get this certificate. */
  renew(pair: TlsPair): void {
    this.#https?.renew(pair);
  }

  /** Closes every connection and frees both ports. */
  async stop(): Promise<void> {
    await Promise.all([this.#http.stop(true), this.#https?.stop()]);
  }
}

function attempt<T>(setting: string, port: number, open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw new ListenError(setting, port, error);
  }
}
