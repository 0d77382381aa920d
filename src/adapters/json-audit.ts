import type { SessionId } from "#protocol/ids.ts";
import type { Audit } from "../ports/audit.ts";

/** Hex digits of a session's name in the audit log: enough that no two sessions share one. */
const NAME_LENGTH = 16;

/** One JSON object a line, whatever the log level is. @param level what `AUDIT_LOG` says */
export function jsonAudit(level: "on" | "addresses", write: (line: string) => void): Audit {
  return {
    isOn: true,
    record({ action, sessionId, address, limit, relayedBytes, durationMs }) {
      const entry = {
        time: new Date().toISOString(),
        kind: "audit",
        action,
        session: sessionId && sessionName(sessionId),
        address: level === "addresses" ? address : undefined,
        limit,
        relayedBytes,
        durationMs: durationMs === undefined ? undefined : Math.round(durationMs),
      };
      write(`${JSON.stringify(entry)}\n`);
    },
  };
}

/** The default: nothing is written down. */
export const noAudit: Audit = { isOn: false, record() {} };

/**
 * By what the audit log calls a session: the beginning of its id's SHA-256. The id itself would let whoever reads
 * the log take a place in the session after a restart of the server (SIG15), and no id follows from its hash.
 */
export function sessionName(id: SessionId): string {
  return new Bun.CryptoHasher("sha256").update(id).digest("hex").slice(0, NAME_LENGTH);
}
