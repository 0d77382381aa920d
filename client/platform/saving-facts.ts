import { browserStorage } from "../saving/browser-storage.ts";
import { KeptStorage } from "../saving/kept-storage.ts";
import { removeLeftovers } from "../saving/leftovers.ts";
import type { SavingFacts } from "../saving/plan.ts";
import { canPickFile, canPickFolder } from "./saving-pickers.ts";

const GIB = 1_073_741_824;

/**
 * Finds out by trying what this page can use for saving, and what is free once leftovers are removed.
 *
 * @param canStream registers what serves streamed downloads; only asked where they may be of use
 */
export async function savingFacts(
  canStream: () => Promise<boolean>,
  { wishesStream = false }: { readonly wishesStream?: boolean } = {},
): Promise<SavingFacts> {
  const storage = browserStorage();
  await removeLeftovers(storage);
  const kept = await KeptStorage.open(storage);
  kept?.close();
  const isIos = isIosDevice(navigator.userAgent, navigator.maxTouchPoints);
  return {
    isSecure: isSecureContext,
    opfs: kept?.folder !== undefined,
    indexedDb: kept !== undefined,
    filePicker: canPickFile(),
    folderPicker: canPickFolder(),
    serviceWorker: (isIos || wishesStream) && (await canStream()),
    isIos,
    freeBytes: await freeBytes(),
  };
}

/** An iPad calls itself a Mac, which has no touch screen. */
export function isIosDevice(userAgent: string, maxTouchPoints: number): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}

/**
 * What a browser's estimate says about free space; null where it says nothing. To tell nobody anything about the
 * device, Chromium reports a whole number of GiB as free, and Brave a whole number in all, whatever is there.
 */
export function freeBytesIn(estimate: StorageEstimate): number | null {
  const { quota, usage } = estimate;
  if (quota === undefined || usage === undefined) return null;
  const isChromium = "usageDetails" in estimate;
  if (isChromium && (quota % GIB === 0 || (quota - usage) % GIB === 0)) return null;
  return Math.max(0, quota - usage);
}

async function freeBytes(): Promise<number | null> {
  // The types do not know pages without a secure context.
  const { storage }: Partial<Pick<Navigator, "storage">> = navigator;
  try {
    return freeBytesIn((await storage?.estimate()) ?? {});
  } catch {
    return null;
  }
}
