import type { AppPage } from "./app.ts";

/** Runs in the page before its own code: keeps its peer connections at hand. */
export function keepConnections(): void {
  const Real = RTCPeerConnection;
  const made: RTCPeerConnection[] = [];
  Object.assign(globalThis, { madeConnections: made });
  globalThis.RTCPeerConnection = class extends Real {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.push(this);
    }
  };
}

interface Kept {
  readonly madeConnections: RTCPeerConnection[];
}

/** Ends the page's newest peer connection behind the product's back. @returns how many it has made */
export function closeNewest({ tab }: AppPage): Promise<number> {
  return tab.page.evaluate(() => {
    const { madeConnections } = globalThis as unknown as Kept;
    madeConnections.at(-1)?.close();
    return madeConnections.length;
  });
}

/** Ends all of them. */
export function closeAll({ tab }: AppPage): Promise<void> {
  return tab.page.evaluate(() => {
    for (const connection of (globalThis as unknown as Kept).madeConnections) connection.close();
  });
}

/** How many peer connections the page has made. */
export function countConnections({ tab }: AppPage): Promise<number> {
  return tab.page.evaluate(() => (globalThis as unknown as Kept).madeConnections.length);
}
