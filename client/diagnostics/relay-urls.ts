import { isLoopback } from "#protocol/loopback.ts";
import { urlsOf } from "#protocol/signaling/ice-server.ts";
import type { IceServer } from "#protocol/signaling/messages.ts";
import { credentialsOf } from "../session/ice-choice.ts";
import type { ServerAt, Transport } from "./checks.ts";

/** `turn:nas.local:3478?transport=udp` (RFC 7064, RFC 7065). */
const ICE_URL = /^(stun|stuns|turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(\w+))?$/;
const DEFAULT_PORT = 3_478;
const DEFAULT_TLS_PORT = 5_349;

/** One URL of the servers that a browser is told of. */
export interface KnownServer extends ServerAt {
  /** As an entry of RTCConfiguration.iceServers that names nothing else. */
  readonly server: { readonly urls: string; readonly username?: string; readonly credential?: string };
}

/** The STUN server to be asked; undefined where none is named. */
export function stunServer(servers: readonly IceServer[]): KnownServer | undefined {
  return mostTelling(servers, (kind) => kind === "stun");
}

/** The relay to be tried by one way; undefined where none is named. */
export function relayServer(servers: readonly IceServer[], transport: Transport): KnownServer | undefined {
  return mostTelling(servers, (kind) => kind === transport);
}

/** The first that other devices can mean too, or else the first. */
function mostTelling(
  servers: readonly IceServer[],
  isWanted: (kind: "stun" | Transport) => boolean,
): KnownServer | undefined {
  const known = servers.flatMap((server) =>
    urlsOf(server).flatMap((url) => {
      const [, scheme = "", host, port, transport] = ICE_URL.exec(url) ?? [];
      if (host === undefined || !isWanted(kindOf(scheme, transport))) return [];
      const byDefault = scheme.endsWith("s") ? DEFAULT_TLS_PORT : DEFAULT_PORT;
      return [
        { host, port: port ? Number(port) : byDefault, server: { ...credentialsOf(server), urls: url } },
      ];
    }),
  );
  return known.find(({ host }) => !isLoopback(host)) ?? known[0];
}

function kindOf(scheme: string, transport: string | undefined): "stun" | Transport {
  if (scheme.startsWith("stun")) return "stun";
  if (scheme === "turns") return "tls";
  return transport === "tcp" ? "tcp" : "udp";
}
