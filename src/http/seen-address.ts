import type { SeenAddressKind } from "#protocol/diagnostics/server-facts.ts";
import type { NetworkFacts } from "../ports/network-facts.ts";
import { clientOrigin, type TrustProxy } from "./client-address.ts";
import { addressKinds } from "./shared-addresses.ts";

/** Whom a request comes from, as far as this server can tell. */
export interface SeenAddress {
  readonly address: string;
  readonly kind: SeenAddressKind;
  /** Many clients come by it, so that limits count by connection (SIG18). */
  readonly isShared: boolean;
}

/**
 * Looks at the address that a request came by, and at what a proxy says about it (SIG16, SIG18).
 *
 * @returns what tells it of a request and of the other end of its connection
 */
export function seenAddresses(
  trust: TrustProxy,
  network: NetworkFacts,
): (request: Request, peer: string) => SeenAddress {
  const originOf = clientOrigin(trust);
  const kindOf = addressKinds(network);
  return (request, peer) => {
    const { address, isTold } = originOf(request, peer);
    // A trusted proxy's header is no sign of another one, even where the client is on the proxy's own machine.
    const isUnbelieved = !isTold && isForwarded(request);
    const kind = kindOf(address, isUnbelieved);
    if (kind === "shared")
      return { address, kind: isUnbelieved ? "untrusted-proxy" : "gateway", isShared: true };
    return { address, kind: isTold ? "forwarded" : kind, isShared: false };
  };
}

function isForwarded({ headers }: Request): boolean {
  return headers.has("x-forwarded-for") || headers.has("forwarded");
}
