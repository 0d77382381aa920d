import type { LogFields } from "../ports/log.ts";

/** What the server checks about itself when it has started, in the order in which it is logged. */
export const SELF_CHECKS = [
  "health",
  "websocket",
  "stun",
  "turn-udp",
  "turn-tcp",
  "turn-tls",
  "receive-buffer",
  "open-files",
  "clock",
  "addresses",
  "public-url",
  "proxy",
] as const;
export type SelfCheck = (typeof SELF_CHECKS)[number];

/** What came of a check. `off`: there is nothing to check, and nothing is wrong with that. */
export interface SelfCheckResult {
  readonly result: "ok" | "warn" | "fail" | "off";
  /** What to do, with `warn` and `fail`. */
  readonly mend?: string;
  /** Figures that belong to it. */
  readonly figures?: LogFields;
}

/** Nothing to be done. */
export const OK: SelfCheckResult = { result: "ok" };

/** There is nothing to check. */
export const OFF: SelfCheckResult = { result: "off" };

/** It works, but somebody should look at it. */
export function warn(mend: string, figures?: LogFields): SelfCheckResult {
  return { result: "warn", mend, ...(figures && { figures }) };
}

/** It does not work. */
export function fail(mend: string, figures?: LogFields): SelfCheckResult {
  return { result: "fail", mend, ...(figures && { figures }) };
}
