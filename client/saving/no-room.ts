import { NoRoom } from "../engine/ports.ts";

/** What browsers call it when a page's share of the disk, or the disk, is full; the second is Firefox in OPFS. */
const FULL = new Set(["QuotaExceededError", "NS_ERROR_FILE_NO_DEVICE_SPACE"]);

/** Does it, and says `NoRoom` where the browser, in whatever words, says that the space is used up. */
export async function orNoRoom<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asNoRoom(error);
  }
}

/** @returns what is to be thrown in its place */
export function asNoRoom(error: unknown): unknown {
  // Firefox throws things that are no errors.
  const name = typeof error === "object" && error !== null && "name" in error ? String(error.name) : "";
  return FULL.has(name) ? new NoRoom(name, { cause: error }) : error;
}
