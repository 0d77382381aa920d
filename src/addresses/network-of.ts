import ipaddr from "ipaddr.js";

const IPV6_NETWORK_BITS = 64;

/**
 * What an address counts as where uses are limited: itself, or its /64 with IPv6. One household or device
 * usually has a whole /64, so single IPv6 addresses would be limits for nobody.
 *
 * @param address as text, perhaps with the interface of a link-local one
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address); // an IPv4 address inside an IPv6 one is that IPv4 address
  if (parsed.kind() === "ipv4") return parsed.toString();
  const network = new ipaddr.IPv6([...(parsed as ipaddr.IPv6).parts.slice(0, 4), 0, 0, 0, 0]);
  return `${network.toString()}/${IPV6_NETWORK_BITS}`;
}
