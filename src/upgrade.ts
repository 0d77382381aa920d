import type { Millis } from "#protocol/time.ts";
import { isOwnOrigin } from "./http/origin.ts";
import { pageHosts } from "./http/page-host.ts";
import { publicUrlFor } from "./http/public-url.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { type SeenAddress, seenAddresses } from "./http/seen-address.ts";
import type { Audit } from "./ports/audit.ts";
import type { Log } from "./ports/log.ts";
import type { NetworkFacts } from "./ports/network-facts.ts";
import { type Client, clientOf } from "./signaling/client.ts";
import type { Limits } from "./signaling/limits.ts";
import type { SocketData } from "./signaling/socket.ts";

export interface UpgradeOptions {
  readonly publicUrl: string | undefined;
  readonly trustProxy: number | readonly string[];
}

export interface UpgradePorts {
  readonly limits: Limits;
  readonly log: Log;
  readonly audit: Audit;
  readonly network: NetworkFacts;
  readonly lanAddresses: () => readonly string[];
  /** Of http, where every device can open that, and not every one https. */
  readonly plainPort?: () => number | undefined;
  /** Whether another socket of this client may be open. */
  readonly hasRoom: (client: Client) => boolean;
  /** The other end of the request's connection. */
  readonly peerAddress: (request: Request) => string | undefined;
  /** Whether the request is one of this server's check of itself, which counts for nobody. */
  readonly isOwnCheck: (request: Request) => boolean;
  /** @returns false where the request asks for no upgrade */
  readonly upgrade: (request: Request, data: SocketData) => boolean;
}

/** When to come again where all sockets are taken: nobody knows when one closes. */
const FULL_RETRY_MS = 30_000;

/** When the next process may be there. */
const STOPPING_RETRY_SECONDS = "2";

/** Decides who may open a signaling socket, and whose limits count for it (SIG16, SIG18). */
export class Upgrades {
  readonly #options: UpgradeOptions;
  readonly #ports: UpgradePorts;
  readonly #seenAt: (request: Request, peer: string) => SeenAddress;
  #connections = 0;
  /** Connections that were refused since the start because there were too many at a time. */
  full = 0;
  #hasWarned = false;
  #isStopping = false;

  constructor(options: UpgradeOptions, ports: UpgradePorts) {
    this.#options = options;
    this.#ports = ports;
    this.#seenAt = seenAddresses(options.trustProxy, ports.network);
  }

  /** Whether a proxy was seen that TRUST_PROXY does not name: all its clients have one client's limits. */
  get hasUntrustedProxy(): boolean {
    return this.#hasWarned;
  }

  /** From now on everybody is told to come again. */
  refuseAll(): void {
    this.#isStopping = true;
  }

  /** @returns undefined once the connection is a WebSocket */
  async take(request: Request): Promise<Response | undefined> {
    if (this.#isStopping)
      return refusal(503, "The server stops.\n", { "Retry-After": STOPPING_RETRY_SECONDS });
    const { publicUrl } = this.#options;
    const { audit, upgrade, lanAddresses, plainPort, peerAddress, hasRoom, isOwnCheck } = this.#ports;
    if (!isOwnOrigin(request, publicUrl)) return refusal(403, "This page may not use this server.\n");
    if (!asksForSocket(request)) return refusal(426, "Expected a WebSocket.\n", { Upgrade: "websocket" });
    const seen = this.#seenAt(request, peerAddress(request) ?? "unknown");
    const { address, kind, isShared } = seen;
    const isAddressShared = mayBeOfMany(seen, request);
    if (kind === "untrusted-proxy" && !isShared) this.#warn();
    const client = clientOf(address, isShared, this.#connections++);
    const mayConnect = hasRoom(client);
    const isOwn = isOwnCheck(request);
    const waitMs = mayConnect ? await this.#take(client, isOwn) : FULL_RETRY_MS;
    if (waitMs > 0) {
      if (!mayConnect) this.full++;
      audit.record({ action: "refused", address, limit: mayConnect ? "connections" : "sockets" });
      const seconds = String(Math.ceil(waitMs / 1_000));
      return refusal(429, "Too many connections.\n", { "Retry-After": seconds });
    }
    const url = publicUrl ?? publicUrlFor(request.url, lanAddresses, plainPort?.());
    const hosts = pageHosts(request, publicUrl, lanAddresses);
    const options = { client, address, isAddressShared, publicUrl: url, hosts };
    if (upgrade(request, { options, isAudited: !isOwn })) return undefined;
    return refusal(426, "Expected a WebSocket.\n", { Upgrade: "websocket" });
  }

  async #take(client: Client, isOwn: boolean): Promise<Millis> {
    return isOwn ? 0 : this.#ports.limits.take("connections", client);
  }

  #warn(): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    this.#ports.log.write("warn", "proxy-not-trusted", { mend: "set TRUST_PROXY" });
  }
}

/** Whether the request is one for a WebSocket (RFC 6455 §4.1). */
export function asksForSocket({ headers }: Request): boolean {
  return headers.get("upgrade")?.toLowerCase() === "websocket";
}

/** Whether the address tells nothing about the network of the one who asks (NEAR4). */
function mayBeOfMany({ kind, isShared }: SeenAddress, request: Request): boolean {
  return isShared || kind === "untrusted-proxy" || (kind !== "forwarded" && wasDecrypted(request));
}

/** Whether the page is of https and its request is not: somebody between them has the browser's connection. */
function wasDecrypted({ headers, url }: Request): boolean {
  return url.startsWith("http:") && headers.get("origin")?.startsWith("https:") === true;
}

function refusal(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { status, headers: { ...securityHeaders, ...headers } });
}
