import type { Instant } from "#protocol/time.ts";
import type { Clock } from "../ports/clock.ts";
import { interfaceAddresses } from "./interface-addresses.ts";

/** Reading the interfaces costs as much as opening a connection, and any client can have it done. */
const KEPT_MS = 5_000;

/** This host's IPv4 addresses that other devices can reach, in the order of its interfaces. */
export function lanAddresses(clock: Clock): () => readonly string[] {
  let addresses: readonly string[] = [];
  let readAt: Instant = Number.NEGATIVE_INFINITY;
  return () => {
    if (clock.now() - readAt >= KEPT_MS) {
      addresses = readAddresses();
      readAt = clock.now();
    }
    return addresses;
  };
}

function readAddresses(): string[] {
  return interfaceAddresses()
    .filter(({ family }) => family === "IPv4")
    .map(({ address }) => address);
}
