import ipaddr from "ipaddr.js";
import type { SocketAddress } from "#protocol/stun/socket-address.ts";
import type { RelayClient } from "./relay-client.ts";

/** Where the server sees the client: the reflexive transport address (RFC 8489 §4). */
export function mappedAddressOf({ address, port }: RelayClient): SocketAddress {
  // The interface that a link-local address comes with (fe80::1%eth0) is no part of its bytes.
  return { ip: Uint8Array.from(ipaddr.process(address).toByteArray()), port };
}
