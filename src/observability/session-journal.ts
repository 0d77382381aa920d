import type { SessionId } from "#protocol/ids.ts";
import type { Instant } from "#protocol/time.ts";
import { Counts } from "../collections/counts.ts";
import type { Audit } from "../ports/audit.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { LogEvent } from "../ports/log-events.ts";
import type { EndedAllocation } from "../ports/relay-watch.ts";
import { SESSION_EVENTS, type SessionEvent, type SessionWatch } from "../ports/session-watch.ts";
import type { Span, Tracer } from "../ports/tracer.ts";

/** What the relay has of one session now. */
export interface RelayShare {
  /** How many allocations live. */
  readonly allocations: number;
  /** What these have sent. */
  readonly bytes: number;
}

export interface SessionJournalPorts {
  readonly log: Log;
  readonly audit: Audit;
  readonly tracer: Tracer;
  readonly clock: Clock;
  readonly relayShareOf: (sessionId: SessionId) => RelayShare;
}

const LOG_EVENT: Readonly<Record<SessionEvent, LogEvent>> = {
  created: "session-created",
  joined: "session-joined",
  resumed: "session-resumed",
  restored: "session-restored",
  left: "seat-left",
  gone: "seat-gone",
  expired: "code-expired",
  ended: "session-ended",
};

/** What may be the first that is heard of a session. */
const BEGINNINGS: ReadonlySet<SessionEvent> = new Set(["created", "restored", "joined", "resumed"]);

/** What is kept of a session while it lives, and until the relay is done with it. */
interface Entry {
  readonly sessionId: SessionId;
  readonly startedAt: Instant;
  readonly span: Span;
  /** Of allocations that are over, less what living ones had carried before this life of the session. */
  relayedBytes: number;
  /** What was told when the session was over; undefined while it lives. */
  toldBytes: number | undefined;
}

/** Logs, counts, records and traces what becomes of sessions. Keeps nothing of them where neither audit nor traces are on. */
export class SessionJournal implements SessionWatch {
  readonly counts = new Counts<SessionEvent>(SESSION_EVENTS);
  readonly #ports: SessionJournalPorts;
  readonly #keeps: boolean;
  /** By the session's id, which is text from outside where it comes from the relay. */
  readonly #entries = new Map<string, Entry>();
  #isStopped = false;

  constructor(ports: SessionJournalPorts) {
    this.#ports = ports;
    this.#keeps = ports.audit.isOn || ports.tracer.isOn;
  }

  happened(event: SessionEvent, sessionId: SessionId): void {
    if (this.#isStopped) return; // only the last sockets closing: of their sessions all is told
    const { log, audit } = this.#ports;
    this.counts.count(event);
    const entry = this.#entryFor(event, sessionId);
    log.write("debug", LOG_EVENT[event], entry?.span.logFields);
    if (!entry) return;
    entry.span.event(event);
    if (event === "left" || event === "gone") audit.record({ action: event, sessionId });
    if (event === "expired" || event === "ended") this.#end(entry, event);
  }

  spanOf(sessionId: SessionId): Span | undefined {
    return this.#ports.tracer.isOn ? this.#entries.get(sessionId)?.span : undefined;
  }

  /** An allocation of the relay is over. */
  allocationEnded({ group, transport, startedAt, end, messages, bytes }: EndedAllocation): void {
    if (!this.#keeps) return;
    const { tracer } = this.#ports;
    const entry = this.#entries.get(group);
    tracer.start("relay allocation", { startedAt, parent: entry?.span }).end({
      "p2p_share.end": end,
      "p2p_share.transport": transport,
      "p2p_share.messages": messages,
      "p2p_share.bytes": bytes,
    });
    if (!entry) return;
    entry.relayedBytes += bytes;
    if (entry.toldBytes !== undefined && this.#ports.relayShareOf(entry.sessionId).allocations === 0)
      this.#settle(entry);
  }

  /** The server stops: what it knows of sessions is told now or never. */
  stop(): void {
    for (const entry of [...this.#entries.values()]) {
      if (entry.toldBytes !== undefined) this.#settle(entry);
      else this.#end(entry, "stopped");
    }
    this.#entries.clear();
    this.#isStopped = true;
  }

  /**
   * Who leaves a session that is over already, as its other side has left at the same time, begins none anew. Who
   * restores one does: what its first life had is told then, and not once more with the second.
   */
  #entryFor(event: SessionEvent, sessionId: SessionId): Entry | undefined {
    if (!this.#keeps) return undefined;
    const known = this.#entries.get(sessionId);
    const isOver = known?.toldBytes !== undefined;
    if (known && !isOver) return known;
    if (!BEGINNINGS.has(event)) return undefined;
    if (!known) return this.#begin(sessionId, 0);
    this.#settle(known);
    return this.#begin(sessionId, this.#ports.relayShareOf(sessionId).bytes);
  }

  /** @param toldBytes of living allocations, told with an earlier life of the session */
  #begin(sessionId: SessionId, toldBytes: number): Entry {
    const { clock, tracer } = this.#ports;
    const entry: Entry = {
      sessionId,
      startedAt: clock.now(),
      span: tracer.start("session"),
      relayedBytes: -toldBytes,
      toldBytes: undefined,
    };
    this.#entries.set(sessionId, entry);
    return entry;
  }

  #end(entry: Entry, action: "expired" | "ended" | "stopped"): void {
    const { audit, clock, relayShareOf } = this.#ports;
    const { sessionId, startedAt, span } = entry;
    const { allocations, bytes } = relayShareOf(sessionId);
    const relayedBytes = entry.relayedBytes + bytes;
    audit.record({ action, sessionId, relayedBytes, durationMs: clock.now() - startedAt });
    span.end({ "p2p_share.end": action, "p2p_share.bytes": relayedBytes });
    entry.toldBytes = relayedBytes;
    if (allocations === 0) this.#entries.delete(sessionId);
  }

  /** Perhaps what was told at the session's end was not all of it. */
  #settle({ sessionId, relayedBytes: past, toldBytes }: Entry): void {
    const { audit, relayShareOf } = this.#ports;
    const relayedBytes = past + relayShareOf(sessionId).bytes;
    if (relayedBytes !== toldBytes) audit.record({ action: "relayed", sessionId, relayedBytes });
    this.#entries.delete(sessionId);
  }
}
