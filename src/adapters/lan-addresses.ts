import { networkInterfaces } from "node:os";

/** This host's IPv4 addresses that other devices can reach, in the order of its interfaces. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);
}
