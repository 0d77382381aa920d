import { existsSync } from "node:fs";
import type { NetworkFacts } from "../ports/network-facts.ts";
import { defaultRoute } from "./default-route.ts";
import { interfaceAddresses } from "./interface-addresses.ts";

/** Files that Docker and Podman put into every container. */
const CONTAINER_MARKS = ["/.dockerenv", "/run/.containerenv"];

/** Reads how this process is connected. */
export function networkFacts(): NetworkFacts {
  return {
    inContainer: CONTAINER_MARKS.some((path) => existsSync(path)),
    gateway: defaultRoute()?.gateway,
    networks: interfaceAddresses().flatMap(({ cidr }) => cidr ?? []),
  };
}
