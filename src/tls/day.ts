import type { Instant, Millis } from "#protocol/time.ts";

export const DAY_MS: Millis = 86_400_000;

const FORMAT = new Intl.DateTimeFormat("en-CA", { timeZone: "UTC" });

/** For a person: `2026-11-29`, in UTC. */
export function dayOf(instant: Instant): string {
  return FORMAT.format(instant);
}
