import { inTime } from "../platform/in-time.ts";
import { WAITS } from "../session/waits.ts";

/** Loads a part of the page when it is needed. Rejects where it does not come, also where the server just says nothing. */
export function loadPart<T>(load: () => Promise<T>): Promise<T> {
  return inTime(load(), WAITS.part);
}
