import type { LoadReport } from "./commands.ts";
import { Tally } from "./in-flight.ts";

/** Does `work` so many times at a steady rate, whether or not earlier ones have ended (open loop). */
export async function paced(
  count: number,
  perSecond: number,
  work: (index: number) => Promise<unknown>,
): Promise<LoadReport & { readonly latestMs: number }> {
  const tally = new Tally();
  const underWay: Promise<void>[] = [];
  const startedAt = performance.now();
  let latestMs = 0;
  while (underWay.length < count) {
    const elapsedMs = performance.now() - startedAt;
    const dueMs = (underWay.length * 1_000) / perSecond;
    if (dueMs > elapsedMs) {
      await Bun.sleep(dueMs - elapsedMs);
      continue;
    }
    latestMs = Math.max(latestMs, elapsedMs - dueMs);
    underWay.push(tally.count(work, underWay.length));
  }
  await Promise.all(underWay);
  return { ...tally.report(), latestMs };
}
