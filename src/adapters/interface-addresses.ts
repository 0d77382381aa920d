import { networkInterfaces } from "node:os";
import type { InterfaceAddress } from "../addresses/own-addresses.ts";

/** Addresses of this host's interfaces, in their order, those that lead to nobody else left out. */
export function interfaceAddresses(): InterfaceAddress[] {
  return Object.entries(networkInterfaces()).flatMap(([device, addresses]) =>
    (addresses ?? [])
      .filter(({ internal }) => !internal)
      .map(({ address, cidr }) => ({ device, address, cidr })),
  );
}
