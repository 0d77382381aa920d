import type { ProcessFacts } from "../ports/process-facts.ts";

/** Microseconds in a second. */
const MICROS = 1_000_000;

/** As the runtime tells it. */
export function processFacts(): ProcessFacts {
  const { rss, heapTotal, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return {
    residentBytes: rss,
    heapBytes: heapTotal,
    heapUsedBytes: heapUsed,
    cpuSeconds: (user + system) / MICROS,
    runtime: `bun ${Bun.version}`,
  };
}
