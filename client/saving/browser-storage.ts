import { copyParts, referToParts } from "./join-parts.ts";
import type { SavingStorage } from "./storage.ts";

/** What this browser gives this page; the same in a window and in a worker. */
export function browserStorage(): SavingStorage {
  // The types do not know pages without a secure context, which lack both.
  const { storage, locks }: Partial<Pick<WorkerNavigator, "storage" | "locks">> = navigator;
  return {
    indexedDb: globalThis.indexedDB,
    directory: storage && "getDirectory" in storage ? () => storage.getDirectory() : undefined,
    locks,
    joinParts: /\bFirefox\//.test(navigator.userAgent) ? copyParts : referToParts,
    now: () => Date.now(),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}
