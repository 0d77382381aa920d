import type { Audit } from "../ports/audit.ts";

/** One JSON object a line, whatever the log level is. */
export function jsonAudit(write: (line: string) => void): Audit {
  return {
    record(action, address) {
      write(`${JSON.stringify({ time: new Date().toISOString(), event: "audit", action, address })}\n`);
    },
  };
}

/** The default: addresses are used for limits and never written down. */
export const noAudit: Audit = { record() {} };
