import type { Page } from "puppeteer-core";

/** From a moment on, in Unix milliseconds, so many peer connections of a page were connected. */
export type LaneChange = readonly [atMs: number, lanes: number];

declare global {
  interface Window {
    laneChanges?: LaneChange[];
  }
}

/** From the next document on, counts the page's peer connections. */
export async function countLanes(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const changes: LaneChange[] = [];
    const connected = new Set<RTCPeerConnection>();
    const count = (connection: RTCPeerConnection) => {
      if (connection.connectionState === "connected") connected.add(connection);
      else connected.delete(connection);
      if (changes.at(-1)?.[1] !== connected.size) changes.push([Date.now(), connected.size]);
    };
    window.laneChanges = changes;
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        this.addEventListener("connectionstatechange", () => count(this));
      }
      override close(): void {
        super.close();
        count(this);
      }
    };
  });
}

/** How many there were, one after another, from the one moment to the other. */
export async function lanesBetween(page: Page, fromMs: number, toMs: number): Promise<LaneChange[]> {
  const changes = await page.evaluate(() => window.laneChanges ?? []);
  const first = changes.findLast(([atMs]) => atMs <= fromMs);
  const later = changes.filter(([atMs]) => atMs > fromMs && atMs < toMs);
  return first ? [[fromMs, first[1]], ...later] : later;
}
