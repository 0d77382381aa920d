import type { SaveMethod } from "#protocol/transfer/messages.ts";
import type { SavePlan } from "../engine/ports.ts";

const MIB = 1_048_576;

/** Beyond it, browsers lose parts of what is kept in memory without a word. */
export const MEMORY_CAP_BYTES = 400 * MIB;

/** Most files that are downloads of their own; more are one archive. */
export const MOST_DOWNLOADS = 200;

/**
 * On iOS, from this size on a file goes straight to the downloads: what is kept in the browser first needs its
 * space twice there.
 */
const STREAMED_ON_IOS_BYTES = 1_024 * MIB;

/** What this page can use for saving, found out by trying. */
export interface SavingFacts {
  readonly isSecure: boolean;
  /** The origin's private file system. */
  readonly opfs: boolean;
  readonly indexedDb: boolean;
  /** The person can choose where a file goes. */
  readonly filePicker: boolean;
  readonly folderPicker: boolean;
  readonly serviceWorker: boolean;
  readonly isIos: boolean;
  /** What the browser says this page may still use; null where it says nothing. */
  readonly freeBytes: number | null;
}

/** What the person wants instead of the automatic choice: by `?save=`, or `picker` by a button. */
export type SaveWish = "picker" | "opfs" | "indexeddb" | "stream" | "memory";

export const SAVE_WISHES: readonly SaveWish[] = ["picker", "opfs", "indexeddb", "stream", "memory"];

/** An offer's files, without shared texts. */
export interface OfferShape {
  readonly sizes: readonly number[];
  readonly hasFolders: boolean;
}

/** Why files are saved as they are. Each is a sentence in the page's texts. */
export type SaveReason =
  /** The person wants it so. */
  | "wished"
  /** The private file system is there: the best that a browser has. */
  | "private-files"
  /** IndexedDB, because plain http has no private file system. */
  | "plain-http"
  /** IndexedDB, because this browser, or this window, has no private file system. */
  | "no-private-files"
  /** Memory, because this window keeps nothing: a private one, most likely. */
  | "no-storage"
  /** A download that is written as it arrives, because the file is too large to be kept twice. */
  | "large-on-ios";

export interface SaveChoice {
  /** For `file` and `folder` still without the handle that only the person can give. */
  readonly plan: SavePlan;
  readonly reason: SaveReason;
}

/** Chooses how an offer is saved (XFER16). A wish that this page cannot fulfil is as good as none. */
export function planSaving(facts: SavingFacts, wish: SaveWish | undefined, offer: OfferShape): SaveChoice {
  const wished = wish && methodOf(wish, facts, offer);
  const choice = wished ? ({ method: wished, reason: "wished" } as const) : automatic(facts, offer);
  return { plan: planFor(choice.method, facts, offer), reason: choice.reason };
}

/** The ways a file may go when the planned one cannot be opened, that one first. */
export function waysFrom(planned: SaveMethod): readonly SaveMethod[] {
  switch (planned) {
    case "memory":
      return ["memory"];
    case "indexeddb":
      return ["indexeddb", "memory"];
    case "opfs":
      return ["opfs", "indexeddb", "memory"];
    default:
      return [planned, "opfs", "indexeddb", "memory"];
  }
}

/** Its way of saving; undefined where this page does not have it. */
function methodOf(wish: SaveWish, facts: SavingFacts, offer: OfferShape): SaveMethod | undefined {
  switch (wish) {
    case "picker":
      return pickerMethod(facts, offer);
    case "stream":
      return facts.serviceWorker && !needsArchive(offer) ? "stream" : undefined;
    case "opfs":
      return facts.opfs ? "opfs" : undefined;
    case "indexeddb":
      return facts.indexedDb ? "indexeddb" : undefined;
    case "memory":
      return "memory";
  }
}

function pickerMethod(facts: SavingFacts, offer: OfferShape): SaveMethod | undefined {
  const isOneFile = offer.sizes.length === 1 && !offer.hasFolders;
  if (isOneFile && facts.filePicker) return "file";
  return facts.folderPicker ? "folder" : undefined;
}

function automatic(
  { isSecure, opfs, indexedDb, serviceWorker, isIos }: SavingFacts,
  offer: OfferShape,
): { readonly method: SaveMethod; readonly reason: SaveReason } {
  const isLarge = offer.sizes.some((size) => size >= STREAMED_ON_IOS_BYTES);
  const isOneFile = offer.sizes.length === 1 && !offer.hasFolders;
  if (isIos && serviceWorker && isLarge && isOneFile) return { method: "stream", reason: "large-on-ios" };
  if (opfs) return { method: "opfs", reason: "private-files" };
  if (indexedDb) return { method: "indexeddb", reason: isSecure ? "no-private-files" : "plain-http" };
  return { method: "memory", reason: "no-storage" };
}

function planFor(method: SaveMethod, { freeBytes }: SavingFacts, offer: OfferShape): SavePlan {
  const asZip = method !== "folder" && needsArchive(offer);
  switch (method) {
    case "memory":
      return { method, asZip, capBytes: MEMORY_CAP_BYTES, freeBytes: MEMORY_CAP_BYTES };
    case "opfs":
    case "indexeddb":
      return { method, asZip, capBytes: null, freeBytes };
    default: // what is free there is not what is free for this page
      return { method, asZip, capBytes: null, freeBytes: null };
  }
}

function needsArchive({ sizes, hasFolders }: OfferShape): boolean {
  return hasFolders || sizes.length > MOST_DOWNLOADS;
}
