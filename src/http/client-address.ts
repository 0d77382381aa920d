import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import proxyAddr from "proxy-addr";

/** Whose `X-Forwarded-For` is believed: so many hops, or proxies at these addresses. */
export type TrustProxy = number | readonly string[];

/** Where a request really came from. */
export interface ClientOrigin {
  readonly address: string;
  /** Whether a trusted proxy has told it; else it is the other end of the connection. */
  readonly isTold: boolean;
}

/**
 * Only what a trusted proxy added to `X-Forwarded-For` counts; anything in front of that, a client could have
 * written itself (SIG16).
 */
export function clientOrigin(trust: TrustProxy): (request: Request, peer: string) => ClientOrigin {
  if (trust === 0) return (_, peer) => ({ address: peer, isTold: false });
  const isTrusted =
    typeof trust === "number" ? (_: string, hop: number) => hop < trust : proxyAddr.compile([...trust]);
  return (request, peer) => {
    const forwarded = request.headers.get("x-forwarded-for");
    if (forwarded === null || !isTrusted(peer, 0)) return { address: peer, isTold: false };
    const headers = { "x-forwarded-for": forwarded };
    const incoming = { headers, socket: { remoteAddress: peer } } as unknown as IncomingMessage;
    const told = addressIn(proxyAddr(incoming, isTrusted));
    return { address: told ?? peer, isTold: told !== undefined };
  };
}

/** Some proxies add the port. Undefined for what is no address: then the proxy's own has to do. */
function addressIn(text: string): string | undefined {
  const bare = /^\[([^\]]+)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  return ipaddr.isValid(bare) ? bare : undefined;
}
