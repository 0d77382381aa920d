import { noAudit } from "../adapters/json-audit.ts";
import { SessionJournal } from "../observability/session-journal.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import { noTracer } from "../ports/tracer.ts";

/** A journal that only logs, as where nothing is audited or traced. */
export function testJournal(clock: Clock, log: Log): SessionJournal {
  const relayShareOf = () => ({ allocations: 0, bytes: 0 });
  return new SessionJournal({ log, audit: noAudit, tracer: noTracer, clock, relayShareOf });
}
