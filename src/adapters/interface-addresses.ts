import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";

/** Addresses of this host's interfaces, in their order, those that lead to nobody else left out. */
export function interfaceAddresses(): NetworkInterfaceInfo[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal);
}
