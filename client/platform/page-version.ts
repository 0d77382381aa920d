import type { Instant } from "#protocol/time.ts";
import { FROM_SERVER, SHELL_CACHE } from "../saving/shell-cache.ts";
import { activated } from "./service-worker.ts";

/** Where this tab keeps for which page it has come back already. */
const KEY = "p2p-share.came-back-for";

/**
 * Whether the version that counts has other files than this page came with, which happens when it takes over while the
 * page is being opened. Says so only once for each page, so that a tab never comes back again and again.
 */
export async function isOutdated(versions: ServiceWorkerRegistration): Promise<boolean> {
  const entry = document.querySelector<HTMLScriptElement>("script[type=module][src]")?.src;
  // The server may have a newer page than is kept here.
  const isFromServer = FROM_SERVER.test(location.search);
  if (!entry || isFromServer || !versions.active || !navigator.serviceWorker.controller) return false;
  try {
    await activated(versions.active); // until then it still has the files of the version before
    const shell = await caches.open(SHELL_CACHE);
    // A cache that the browser has emptied tells nothing.
    if ((await shell.match(entry)) || (await shell.keys()).length === 0) return false;
    if (sessionStorage.getItem(KEY) === entry) return false;
    sessionStorage.setItem(KEY, entry);
    return true;
  } catch {
    return false; // the browser keeps nothing for this page
  }
}

/** When the last file that this page fetched had come, or had failed to. */
export function lastFetch(): Instant {
  const ends = performance
    .getEntriesByType("resource")
    .map((entry) => (entry as PerformanceResourceTiming).responseEnd);
  return performance.timeOrigin + Math.max(0, ...ends);
}
