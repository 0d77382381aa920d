import ipaddr from "ipaddr.js";
import { isAddress } from "#config/address.ts";
import type { Scope } from "../ports/certificate-maker.ts";

/**
 * What no name or address of the internet is in: names for local use (RFC 6762, RFC 8375, ICANN's `internal`, and
 * `lan`, which many routers give out), and private, link-local, shared (RFC 6598) and loopback addresses.
 */
export const LOCAL_SCOPE: Scope = {
  names: ["local", "lan", "home.arpa", "internal", "localhost"],
  networks: [
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "169.254.0.0/16",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "fc00::/7",
    "fe80::/10",
    "::1/128",
  ],
};

/** The local scope, and these names and addresses where they are not in it. */
export function scopeWith(hosts: readonly string[]): Scope {
  const others = [...new Set(hosts)].filter((host) => !isWithin(LOCAL_SCOPE, host));
  const networks = others.filter(isAddress).map((address) => `${address}/${bitsOf(address)}`);
  return {
    names: [...LOCAL_SCOPE.names, ...others.filter((host) => !isAddress(host))],
    networks: [...LOCAL_SCOPE.networks, ...networks],
  };
}

/** @param host a name in lower case, or an address */
export function isWithin({ names, networks }: Scope, host: string): boolean {
  if (!isAddress(host)) return names.some((name) => host === name || host.endsWith(`.${name}`));
  const address = ipaddr.parse(host);
  return networks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === address.kind() && address.match(base, bits);
  });
}

function bitsOf(address: string): number {
  return ipaddr.IPv6.isValid(address) ? 128 : 32;
}
