import { expect, test } from "bun:test";
import { sessionId } from "#protocol/ids.ts";
import type { AuditEntry } from "../ports/audit.ts";
import type { SessionEvent } from "../ports/session-watch.ts";
import { noSpan, noTracer, type SpanAttributes, type Tracer } from "../ports/tracer.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { MemoryLog } from "../testing/memory-log.ts";
import { SessionJournal } from "./session-journal.ts";

const SESSION = sessionId("5".repeat(32));

/** A session, and a relay that a test says everything of. */
class Life {
  readonly clock = new FakeClock();
  readonly audited: Omit<AuditEntry, "sessionId">[] = [];
  /** How each of the session's spans ended. */
  readonly spans: (SpanAttributes | undefined)[] = [];
  readonly journal: SessionJournal;
  #living = { allocations: 0, bytes: 0 };

  constructor() {
    const tracer: Tracer = {
      ...noTracer,
      isOn: true,
      start: (name) => ({
        ...noSpan,
        end: (attributes) => void (name === "session" && this.spans.push(attributes)),
      }),
    };
    this.journal = new SessionJournal({
      log: new MemoryLog(),
      audit: { isOn: true, record: ({ sessionId: _, ...rest }) => void this.audited.push(rest) },
      tracer,
      clock: this.clock,
      relayShareOf: () => this.#living,
    });
  }

  happen(...events: readonly SessionEvent[]): void {
    for (const event of events) this.journal.happened(event, SESSION);
  }

  /** The only allocation lives, and has carried so many bytes by now. */
  relayed(bytes: number): void {
    this.#living = { allocations: 1, bytes };
  }

  allocationEnded(): void {
    const { bytes } = this.#living;
    this.#living = { allocations: 0, bytes: 0 };
    const rest = { transport: "udp", startedAt: 0, end: "expired", messages: 1 } as const;
    this.journal.allocationEnded({ group: SESSION, bytes, ...rest });
  }
}

test("[OBS12] a session that is restored while its relay carries on lives anew, and no byte is told twice", () => {
  const life = new Life();
  life.happen("created", "joined");
  life.relayed(500);
  life.happen("gone", "ended");
  life.relayed(700);
  life.clock.advance(2_000);
  life.happen("restored");
  life.relayed(800);
  life.allocationEnded();
  life.clock.advance(3_000);
  life.happen("left", "ended");
  expect(life.audited).toEqual([
    { action: "gone" },
    { action: "ended", relayedBytes: 500, durationMs: 0 },
    { action: "relayed", relayedBytes: 700 },
    { action: "left" },
    { action: "ended", relayedBytes: 100, durationMs: 3_000 },
  ]);
  expect(life.spans).toEqual([
    { "p2p_share.end": "ended", "p2p_share.bytes": 500 },
    { "p2p_share.end": "ended", "p2p_share.bytes": 100 },
  ]);
});

test("[OBS12] who leaves a session that is over begins none anew", () => {
  const life = new Life();
  life.happen("created", "joined");
  life.relayed(500);
  life.happen("left", "ended", "left");
  life.allocationEnded();
  life.happen("left");
  expect(life.audited).toEqual([{ action: "left" }, { action: "ended", relayedBytes: 500, durationMs: 0 }]);
});
