import type { Millis } from "#protocol/time.ts";
import { formatSpan } from "./format.ts";
import { text } from "./text.ts";

/** Time left in words that a person uses: 12 sec, about 2 min. */
export function timeLeft(ms: Millis): string {
  const span = formatSpan(ms);
  return ms > 59_000 ? text.about(span) : span;
}
