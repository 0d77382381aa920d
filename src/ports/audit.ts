import type { SessionId } from "#protocol/ids.ts";
import type { Millis } from "#protocol/time.ts";

/** What is recorded about clients and sessions where the operator asked for it. */
export const AUDITED_ACTIONS = [
  /** A socket was opened, or refused by a limit, or closed. */
  "connected",
  "refused",
  "closed",
  /** What came of a code: a new one, a right one, a wrong one. */
  "created",
  "joined",
  "missed",
  /** A place was taken again: by the same browser, or after a restart of the server. */
  "resumed",
  "restored",
  /** A limit refused a message. */
  "limited",
  /** A place was given up, or its browser did not come back in time. */
  "left",
  "gone",
  /** A session is over: nobody came, both are done, or the server stops. */
  "expired",
  "ended",
  "stopped",
  /** A session that was over had the relay carry on: all that it carried, once the last of it is done. */
  "relayed",
] as const;
export type AuditedAction = (typeof AUDITED_ACTIONS)[number];

/** One thing that happened. What is not known or does not apply is left out. */
export interface AuditEntry {
  readonly action: AuditedAction;
  /** Never written as it is: after a restart it is all that is needed to take a place (SIG15). */
  readonly sessionId?: SessionId | undefined;
  /** Written with `AUDIT_LOG=addresses` only. */
  readonly address?: string;
  /** From a closed list: which limit it was. */
  readonly limit?: string;
  /** What this server's relay has carried for the session. Of direct transfers it knows nothing. */
  readonly relayedBytes?: number;
  readonly durationMs?: Millis;
}

/** The operator's own record of who came when, and of what the relay carried. */
export interface Audit {
  /** Whether anything is kept of what is recorded. */
  readonly isOn: boolean;
  record(entry: AuditEntry): void;
}
