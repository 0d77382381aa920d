import ipaddr from "ipaddr.js";
import type { SocketAddress } from "#protocol/stun/socket-address.ts";

/** An address as a message holds it. */
export function addressOf(ip: string, port = 50_000): SocketAddress {
  return { ip: Uint8Array.from(ipaddr.parse(ip).toByteArray()), port };
}

/** As text: `198.18.0.1:50000`. */
export function textOf({ ip, port }: SocketAddress): string {
  return `${ipaddr.fromByteArray([...ip])}:${port}`;
}
