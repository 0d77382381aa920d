import { batch, createRoot, createSignal } from "solid-js";
import { sessionCode } from "#protocol/ids.ts";
import { createNearby, type NearbyHost } from "../nearby/create-nearby.ts";
import type { Session } from "../session/machine.ts";
import type { Promised } from "../session/promised.ts";
import type { World } from "./two-pages.ts";

/** What is chosen on every page. */
export const CHOSEN: Promised = { files: 3, bytes: 1_200 };

/** Devices nearby, as a page of this name knows them. */
export function nearbyTools(world: World, name: string, host: NearbyHost) {
  let own = name;
  const tools = createRoot(() =>
    createNearby(host, {
      clock: world.clock,
      openSignaling: world.openSignaling,
      random: () => 0.5,
      isWanted: async () => true,
      kind: "phone",
      name: { current: () => own, rename: (text) => (own = text) },
    }),
  );
  const find = (other: string) => {
    const found = tools.state().devices.find((device) => device.name === other);
    if (!found) throw new Error(`${name} does not see ${other}`);
    return found;
  };
  return {
    tools,
    sees: () => tools.state().devices.map((device) => device.name),
    states: () => tools.state().asked.map(({ device, state }) => `${device.name} ${state}`),
    /** @throws where it is not on the list */
    find,
  };
}

/** A page that knows devices nearby, and whose session a test moves. */
export function nearbyPage(world: World, name: string) {
  const [session, setSession] = createSignal<Session>({ at: "home" });
  const [served, setServed] = createSignal<readonly string[]>([]);
  const [more, setMore] = createSignal<string>();
  const joined: unknown[] = [];
  const offered = () => {
    const now = session();
    const shown = now.at === "waiting" ? now.code : more();
    return shown === undefined ? undefined : { ...CHOSEN, code: sessionCode(shown) };
  };
  const join: NearbyHost["join"] = (code, promised) => void joined.push({ code, promised });
  const page = nearbyTools(world, name, { session, offered, served, join });
  const wait = (code: string) =>
    setSession({
      at: "waiting",
      code: sessionCode(code),
      joinUrl: `http://nas.local/#${code}`,
      expiresAt: world.clock.now() + 300_000,
      receivers: 8,
    });
  /** The code admits one device more, while another one is served. */
  const serve = (code: string, ...names: readonly string[]) => {
    batch(() => {
      setMore(code);
      setSession({ at: "connecting", role: "sender" });
    });
    setServed(names);
  };
  return { ...page, setSession, setMore, setServed, wait, serve, joined };
}
