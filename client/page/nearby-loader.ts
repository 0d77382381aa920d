import { type Accessor, createRoot, createSignal } from "solid-js";
import type { NearbyHost } from "../nearby/create-nearby.ts";
import type { NearbyParts } from "./nearby-parts.ts";

export interface NearbyLoaderPorts {
  /** @throws while the server cannot be asked */
  readonly isOff: () => Promise<boolean>;
  /** Fetches what starts it. */
  readonly load: () => Promise<(host: NearbyHost) => NearbyParts>;
}

/**
 * Devices nearby, which come behind all else of the page; nothing is fetched where the server wants none (NEAR11).
 *
 * @returns undefined until they are there; the page does without them where they cannot be loaded
 */
export function loadNearby(
  host: NearbyHost,
  { isOff, load }: NearbyLoaderPorts,
): Accessor<NearbyParts | undefined> {
  const [parts, setParts] = createSignal<NearbyParts>();
  const start = async () => {
    if (await isOff().catch(() => false)) return;
    const startNearby = await load();
    setParts(() => createRoot(() => startNearby(host)));
  };
  void start().catch(() => undefined);
  return parts;
}
