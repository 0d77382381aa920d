import type { Hash } from "#protocol/hash.ts";
import type { SessionId } from "#protocol/ids.ts";
import { isRelay } from "#protocol/signaling/ice-server.ts";
import type { IceServer } from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";
import { turnPassword, turnUsername } from "#protocol/turn/credentials.ts";
import { bracketed } from "../addresses/bracketed.ts";
import type { Clock } from "../ports/clock.ts";

/** Where the embedded relay listens. */
export interface RelayPorts {
  /** UDP and TCP. */
  readonly port: number;
  /** TCP with TLS. */
  readonly tlsPort: number | undefined;
}

export interface IceServersOptions {
  /** Undefined where it is off. */
  readonly relay: RelayPorts | undefined;
  /** In the relay's URLs; by default the host by which the page was reached. */
  readonly externalHost: string | undefined;
  /** Further servers; relays among them without credentials get some made with the secret. */
  readonly external: readonly IceServer[];
  readonly secret: string;
  readonly credentialTtlMs: Millis;
}

export interface IceServersPorts {
  readonly clock: Clock;
  readonly hash: Hash;
}

type Credentials = Required<Pick<IceServer, "username" | "credential">>;

/** Makes the list of ICE servers that one peer gets, with credentials of its session (SIG23, SIG24). */
export class IceServers {
  readonly #options: IceServersOptions;
  readonly #ports: IceServersPorts;

  constructor(options: IceServersOptions, ports: IceServersPorts) {
    this.#options = options;
    this.#ports = ports;
  }

  /** How long a list is good for before a peer should have the next one; undefined where nothing runs out. */
  get freshMs(): Millis | undefined {
    const { relay, external, credentialTtlMs } = this.#options;
    return relay || external.some(lacksCredentials) ? credentialTtlMs / 2 : undefined;
  }

  /** @param pageHosts by which the peer reaches this server, as in a URL; without one it cannot know the relay's */
  listFor(pageHosts: readonly string[], sessionId: SessionId): IceServer[] {
    const { relay, externalHost, external } = this.#options;
    if (this.freshMs === undefined) return [...external];
    const hosts = externalHost === undefined ? pageHosts : [bracketed(externalHost)];
    const credentials = this.#credentialsFor(sessionId);
    const own = relay && hosts.length > 0 ? ownServers(hosts, relay, credentials) : [];
    return [
      ...own,
      ...external.map((server) => (lacksCredentials(server) ? { ...server, ...credentials } : server)),
    ];
  }

  #credentialsFor(sessionId: SessionId): Credentials {
    const { secret, credentialTtlMs } = this.#options;
    const { clock, hash } = this.#ports;
    const username = turnUsername(clock.wall() + credentialTtlMs, sessionId);
    return { username, credential: turnPassword(hash, secret, username) };
  }
}

/** STUN by itself: a browser's STUN needs no credentials. The relay's URLs in the order of their cost. */
function ownServers(
  hosts: readonly string[],
  { port, tlsPort }: RelayPorts,
  credentials: Credentials,
): IceServer[] {
  const relay = hosts.flatMap((host) => [
    `turn:${host}:${port}?transport=udp`,
    `turn:${host}:${port}?transport=tcp`,
    ...(tlsPort === undefined ? [] : [`turns:${host}:${tlsPort}?transport=tcp`]),
  ]);
  return [{ urls: hosts.map((host) => `stun:${host}:${port}`) }, { urls: relay, ...credentials }];
}

function lacksCredentials(server: IceServer): boolean {
  return isRelay(server) && server.username === undefined;
}
