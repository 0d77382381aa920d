import type { Instant } from "#protocol/time.ts";
import { type OwnAddresses, ownAddresses } from "../addresses/own-addresses.ts";
import type { Clock } from "../ports/clock.ts";
import { isContainerLink } from "./container-link.ts";
import { defaultRoute } from "./default-route.ts";
import { interfaceAddresses } from "./interface-addresses.ts";

/** Reading the interfaces costs as much as opening a connection, and any client can have it done. */
const KEPT_MS = 5_000;

const NONE: OwnAddresses = { lan: [], container: [] };

/** Reads this host's addresses, at most once in five seconds. */
export function readOwnAddresses(clock: Clock, inContainer: boolean): () => OwnAddresses {
  let addresses = NONE;
  let readAt: Instant = Number.NEGATIVE_INFINITY;
  const isOfContainer = (device: string) => inContainer && isContainerLink(device);
  return () => {
    if (clock.now() - readAt >= KEPT_MS) {
      addresses = ownAddresses(interfaceAddresses(), {
        defaultDevice: defaultRoute()?.device,
        isOfContainer,
      });
      readAt = clock.now();
    }
    return addresses;
  };
}
