import type { Config } from "#config/settings.ts";
import type { ServerFacts } from "#protocol/diagnostics/server-facts.ts";
import type { Millis } from "#protocol/time.ts";
import { type SeenAddress, seenAddresses } from "./http/seen-address.ts";
import type { NetworkFacts } from "./ports/network-facts.ts";

export interface ServerFactsOptions {
  readonly config: Config;
  readonly version: string;
  /** The embedded relay's ports; undefined where it is off. */
  readonly relay: { readonly port: number; readonly tlsPort: number | undefined } | undefined;
  /** Where the page is served over HTTPS by this process; undefined where it is not, or not for this host. */
  readonly httpsPort: (host: string) => number | undefined;
}

export interface ServerFactsPorts {
  readonly network: NetworkFacts;
  /** The name under which the LAN finds this server; undefined while there is none. */
  readonly lanHost: () => string | undefined;
  /** The other end of the request's connection. */
  readonly peerAddress: (request: Request) => string | undefined;
  /** How long the next try of a code would wait because of wrong ones. */
  readonly joinDelayMs: () => Millis;
}

/** Tells a browser about this instance, and about nobody but that browser itself (DIAG2). */
export function serverFacts(
  { config, version, relay, httpsPort }: ServerFactsOptions,
  { network, peerAddress, joinDelayMs, lanHost }: ServerFactsPorts,
): (request: Request) => ServerFacts {
  const seenAt = seenAddresses(config.trustProxy, network);
  return (request) => {
    const port = httpsPort(URL.parse(request.url)?.hostname ?? "");
    const seen = seenAt(request, peerAddress(request) ?? "unknown");
    return {
      version,
      address: { ip: seen.address, kind: seen.kind },
      host: (request.headers.get("host") ?? "").slice(0, 255),
      inContainer: network.inContainer,
      publicUrl: config.publicUrl ?? null,
      https: port === undefined ? null : { port, localCa: config.tls === "local-ca" },
      relay: relay ? relayFacts(relay, config) : null,
      mdnsName: lanHost() ?? null,
      limits: { ...limitsOf(config, seen), joinDelayMs: joinDelayMs() },
    };
  };
}

function relayFacts({ port, tlsPort }: NonNullable<ServerFactsOptions["relay"]>, { externalHost }: Config) {
  return { port, tlsPort: tlsPort ?? null, host: externalHost ?? null };
}

function limitsOf(config: Config, { isShared }: SeenAddress) {
  return {
    countedBy: isShared ? ("connection" as const) : ("address" as const),
    sockets: config.maxClientSockets,
    connections: config.connectionQuota ?? null,
    creates: config.createQuota ?? null,
    joins: config.joinQuota ?? null,
    misses: config.missQuota ?? null,
    messages: config.messageQuota ?? null,
  };
}
