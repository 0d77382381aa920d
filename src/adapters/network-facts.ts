import { existsSync, readFileSync } from "node:fs";
import type { NetworkFacts } from "../ports/network-facts.ts";
import { interfaceAddresses } from "./interface-addresses.ts";

/** Files that Docker and Podman put into every container. */
const CONTAINER_MARKS = ["/.dockerenv", "/run/.containerenv"];

/** Reads how this process is connected; on other systems than Linux there is nothing to read. */
export function networkFacts(): NetworkFacts {
  return {
    inContainer: CONTAINER_MARKS.some((path) => existsSync(path)),
    gateway: defaultGateway(),
    networks: interfaceAddresses().flatMap(({ cidr }) => cidr ?? []),
  };
}

function defaultGateway(): string | undefined {
  try {
    return gatewayIn(readFileSync("/proc/net/route", "utf8"));
  } catch {
    return undefined;
  }
}

/** @param table as /proc/net/route has it: addresses in hexadecimal, the lowest byte first */
export function gatewayIn(table: string): string | undefined {
  const rows = table.split("\n").map((line) => line.trim().split(/\s+/));
  const gateway = rows.find(([, destination]) => destination === "00000000")?.[2];
  if (gateway === undefined || !/^[0-9A-F]{8}$/.test(gateway)) return undefined;
  return [...Buffer.from(gateway, "hex").reverse()].join(".");
}
