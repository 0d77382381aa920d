import ipaddr from "ipaddr.js";
import { networkOf } from "../addresses/network-of.ts";

/** The room of the network that this server is in. */
export const HOME_ROOM = "home";

/** Ranges that lead nowhere but to the network that this server is in, or to one tunnelled to it. */
const LOCAL_RANGES = new Set(["loopback", "private", "linkLocal", "uniqueLocal", "carrierGradeNat"]);

/**
 * Who is taken to be in one network (NEAR2): all whose address can only be of the server's own, whether they come by
 * IPv4 or IPv6, and else those of one IPv4 address or IPv6 /64.
 *
 * @param address as text, perhaps with the interface of a link-local one
 * @param ownNetworks of this server's interfaces, as CIDR
 * @returns undefined for what is no address
 */
export function roomKey(address: string, ownNetworks: readonly string[]): string | undefined {
  if (!ipaddr.isValid(address)) return undefined;
  const parsed = ipaddr.process(address); // an IPv4 address inside an IPv6 one is that IPv4 address
  const isOwn = (cidr: string) => {
    const [network, bits] = ipaddr.parseCIDR(cidr);
    return network.kind() === parsed.kind() && parsed.match(network, bits);
  };
  return LOCAL_RANGES.has(parsed.range()) || ownNetworks.some(isOwn) ? HOME_ROOM : networkOf(address);
}
