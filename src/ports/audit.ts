/** What is recorded about a client where the operator asked for it. */
export type AuditedAction = "connected" | "refused" | "created" | "joined" | "missed" | "closed";

/** The operator's own record of who came by which address. Records nothing unless `AUDIT_LOG` is on. */
export interface Audit {
  record(action: AuditedAction, address: string): void;
}
