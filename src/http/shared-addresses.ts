import ipaddr from "ipaddr.js";
import type { NetworkFacts } from "../ports/network-facts.ts";

/** What kind of address a connection came by. */
export type AddressKind =
  /** One client's, as far as anybody can tell. */
  | "own"
  /** Of a proxy or of Docker: many clients come by it. */
  | "shared"
  /** Perhaps of a proxy: it sends `X-Forwarded-For`, which is not believed from there. */
  | "untrusted-proxy";

/**
 * Tells addresses that many clients share from those of one client (SIG18). A client must not be able to
 * choose: `X-Forwarded-For` is a sign of a proxy only from where no client of the LAN can be.
 */
export function addressKinds(facts: NetworkFacts): (address: string, isForwarded: boolean) => AddressKind {
  const networks = facts.inContainer ? facts.networks.map((network) => ipaddr.parseCIDR(network)) : [];
  const neighbours = networks.filter(([network]) => isContainerNetwork(network));
  const isNeighbour = (address: ipaddr.IPv4 | ipaddr.IPv6) =>
    neighbours.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
  return (text, isForwarded) => {
    if (!ipaddr.isValid(text)) return "own";
    const address = ipaddr.process(text);
    if (facts.inContainer && address.toString() === facts.gateway) return "shared";
    if (!isForwarded) return "own";
    return address.range() === "loopback" || isNeighbour(address) ? "shared" : "untrusted-proxy";
  };
}

/**
 * Docker's own networks lie in 172.16.0.0/12. A container can also be on the host's network, or on the LAN itself:
 * there its neighbours are clients, not proxies.
 */
function isContainerNetwork(network: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return network instanceof ipaddr.IPv4 && network.match(ipaddr.IPv4.parseCIDR("172.16.0.0/12"));
}
