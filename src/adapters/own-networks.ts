import type { Instant } from "#protocol/time.ts";
import type { Clock } from "../ports/clock.ts";
import { interfaceAddresses } from "./interface-addresses.ts";

/** Reading the interfaces costs as much as opening a connection, and any client can have it done. */
const KEPT_MS = 5_000;

/** Reads the networks of this host's interfaces, as CIDR, at most once in five seconds: a provider may change them. */
export function readOwnNetworks(clock: Clock): () => readonly string[] {
  let networks: readonly string[] = [];
  let readAt: Instant = Number.NEGATIVE_INFINITY;
  return () => {
    if (clock.now() - readAt >= KEPT_MS) {
      networks = interfaceAddresses().flatMap(({ cidr }) => cidr ?? []);
      readAt = clock.now();
    }
    return networks;
  };
}
