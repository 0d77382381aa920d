import type { Millis } from "#protocol/time.ts";
import type { PageClock } from "../session/ports.ts";
import { pageClock } from "./clock.ts";

/** The same promise, but for that it rejects where it has not settled in time. */
export async function inTime<T>(answer: Promise<T>, ms: Millis, clock: PageClock = pageClock): Promise<T> {
  let cancel = () => {};
  const tooLate = new Promise<never>((_, reject) => {
    cancel = clock.after(ms, () => reject(new Error("there was no answer in time")));
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    cancel();
  }
}
