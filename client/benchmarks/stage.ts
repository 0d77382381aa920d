import { readFileSync } from "node:fs";
import { chromium, chromiumIn, closeBrowsers } from "../browser-tests/harness/browsers.ts";
import { makePlaces, removePlaces, SERVER_ADDRESS } from "../browser-tests/harness/impaired-link.ts";
import { prepareNamespaces } from "../browser-tests/harness/nat-network.ts";
import { startServer } from "../browser-tests/harness/server.ts";
import type { Sides } from "./pair.ts";
import { receiveBufferErrors } from "./udp-counters.ts";

/** A server, and two browsers somewhere in its network. */
export interface Stage {
  /** Plain http, so not a secure context: files are kept in IndexedDB. */
  readonly url: string;
  readonly sides: Sides;
  /** Datagrams that the kernel has thrown away so far, because a browser did not take them in time. */
  droppedDatagrams(): Promise<number>;
  close(): Promise<void>;
}

/** Both browsers and the server on one machine of a LAN. */
export interface LanStage extends Stage {
  /** A secure context of the same server: files are kept in the private file system (OPFS). */
  readonly secureUrl: string;
}

export async function openLan(): Promise<LanStage> {
  const server = await startServer();
  const sides = { sender: () => chromium("a"), receiver: () => chromium("b") };
  return {
    url: server.url,
    secureUrl: `http://127.0.0.1:${new URL(server.url).port}`,
    sides,
    async droppedDatagrams() {
      return dropsSeenBy((await sides.receiver()).pid);
    },
    async close() {
      await closeBrowsers();
      await server.stop();
    },
  };
}

/** Whatever joins two places. */
interface Link {
  stop(): unknown;
}

let isPrepared = false;

/** Two places, a browser in each, and a link between them; the server is reached without it. */
export async function openPlaces(join: () => Link | Promise<Link>): Promise<Stage> {
  isPrepared ||= prepareNamespaces();
  if (!isPrepared) throw new Error("named network namespaces need root");
  makePlaces();
  const link = await join();
  const server = await startServer({}, { address: SERVER_ADDRESS, wrap: (command) => [...command] });
  const sides = { sender: () => chromiumIn("left"), receiver: () => chromiumIn("right") };
  return {
    url: server.url,
    sides,
    async droppedDatagrams() {
      const browsers = await Promise.all([sides.sender(), sides.receiver()]);
      return browsers.reduce((sum, { pid }) => sum + dropsSeenBy(pid), 0);
    },
    async close() {
      await closeBrowsers();
      await server.stop();
      await link.stop();
      removePlaces();
    },
  };
}

/** In the network namespace of that process. */
function dropsSeenBy(pid: number): number {
  return receiveBufferErrors(readFileSync(`/proc/${pid}/net/snmp`, "utf8"));
}
