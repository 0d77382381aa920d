import type { Millis } from "#protocol/time.ts";

/** Never written: waiting for it to change is a sleep of less than a millisecond, which no timer gives. */
const NEVER = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Holds up the whole process; for moments only. */
export function rest(ms: Millis): void {
  Atomics.wait(NEVER, 0, 0, ms);
}
