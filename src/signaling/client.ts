import ipaddr from "ipaddr.js";

/** Who is limited. */
export interface Client {
  /** An address; or one connection, where many clients come by the same address. */
  readonly key: string;
  /** That address. */
  readonly sharedKey?: string;
}

const IPV6_NETWORK_BITS = 64;

/**
 * The client that a connection counts for. One household or device usually has a whole IPv6 /64, so single
 * IPv6 addresses would be limits for nobody (SIG16).
 *
 * @param isShared many clients come by this address, so that it tells nothing about who is who (SIG18)
 * @param connection a number that no other connection has
 */
export function clientOf(address: string, isShared: boolean, connection: number): Client {
  const key = networkOf(address);
  return isShared ? { key: `connection ${connection}`, sharedKey: key } : { key };
}

function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address); // an IPv4 address inside an IPv6 one is that IPv4 address
  if (parsed.kind() === "ipv4") return parsed.toString();
  const network = new ipaddr.IPv6([...(parsed as ipaddr.IPv6).parts.slice(0, 4), 0, 0, 0, 0]);
  return `${network.toString()}/${IPV6_NETWORK_BITS}`;
}
