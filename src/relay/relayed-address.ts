import { putU16, u16At } from "#protocol/bytes.ts";
import type { SocketAddress } from "#protocol/stun/socket-address.ts";

/**
 * A relayed transport address. It exists nowhere but in this process: all are of 198.18.0.0/15, which is set
 * apart for benchmarks (RFC 2544) and so is nobody's on a real network.
 */
export interface RelayedAddress {
  /** Which address of the network, from 1 on: each client has one of its own. */
  readonly host: number;
  readonly port: number;
}

const NETWORK = { first: 198, second: 18 } as const;

/** Hosts that may be given out: neither the network's first address nor its last. */
export const HOSTS = { first: 1, last: 0x1_fffe } as const;

/** The address as it stands on the wire. */
export function socketAddressOf({ host, port }: RelayedAddress): SocketAddress {
  const ip = Uint8Array.of(NETWORK.first, NETWORK.second | (host >>> 16), 0, 0);
  putU16(ip, 2, host);
  return { ip, port };
}

/** Which host an IP address is, be it given out or not; undefined outside of the network. */
export function hostOf(ip: Uint8Array): number | undefined {
  const [first = 0, second = 0] = ip;
  if (ip.length !== 4 || first !== NETWORK.first || (second & 0xfe) !== NETWORK.second) return undefined;
  return ((second & 1) << 16) | u16At(ip, 2);
}

/** One number per address, for maps. */
export function keyOf({ host, port }: RelayedAddress): number {
  return host * 0x1_0000 + port;
}
