import type { Instant, Millis } from "#protocol/time.ts";
import type { EmbeddedRelay } from "./embedded-relay.ts";
import type { EmbeddedSignaling } from "./embedded-signaling.ts";
import type { CountingLog } from "./observability/counting-log.ts";
import { Lag } from "./observability/lag.ts";
import { processMetrics } from "./observability/process-metrics.ts";
import { prometheusText } from "./observability/prometheus-text.ts";
import { relayMetrics } from "./observability/relay-metrics.ts";
import { SessionJournal } from "./observability/session-journal.ts";
import { signalingMetrics } from "./observability/signaling-metrics.ts";
import type { Audit } from "./ports/audit.ts";
import type { Clock } from "./ports/clock.ts";
import type { ProcessFacts } from "./ports/process-facts.ts";
import type { Tracer } from "./ports/tracer.ts";

export interface ObservationPorts {
  readonly clock: Clock;
  /** The one of the whole process: its counts are told. */
  readonly log: CountingLog;
  readonly audit: Audit;
  readonly tracer: Tracer;
  readonly processFacts: () => ProcessFacts;
}

/** The parts whose numbers are told. */
export interface ObservedParts {
  readonly signaling: EmbeddedSignaling;
  /** Undefined where it is off. */
  readonly relay: EmbeddedRelay | undefined;
}

/** What an operator sees of this process, besides `/stats`: its log, its audit, its traces and its metrics. */
export class Observation {
  readonly journal: SessionJournal;
  readonly #ports: ObservationPorts;
  readonly #version: string;
  readonly #startedAt: Instant;
  readonly #lag = new Lag();
  #relay: EmbeddedRelay | undefined;

  constructor(version: string, ports: ObservationPorts) {
    this.#ports = ports;
    this.#version = version;
    this.#startedAt = ports.clock.now();
    const relayShareOf = (sessionId: string) =>
      this.#relay?.ofGroup(sessionId) ?? { allocations: 0, bytes: 0 };
    this.journal = new SessionJournal({ ...ports, relayShareOf });
  }

  /** From now on sessions are told what this relay carries for them. */
  watch(relay: EmbeddedRelay | undefined): void {
    this.#relay = relay;
  }

  /** How much too late the process's timer came. */
  late(lateMs: Millis): void {
    this.#lag.add(lateMs);
  }

  /** The answer to `GET /metrics`. Everything in it is read now; nothing is counted twice on the way of a packet. */
  async metricsText({ signaling, relay }: ObservedParts): Promise<string> {
    const { clock, log, processFacts } = this.#ports;
    const uptimeMs = clock.now() - this.#startedAt;
    const process = {
      ...processFacts(),
      version: this.#version,
      startedAt: clock.wall() - uptimeMs,
      uptimeSeconds: uptimeMs / 1_000,
      lag: this.#lag.histogram(),
      logLines: log.lines.entries(),
    };
    const sessionEvents = this.journal.counts.entries();
    return prometheusText([
      ...processMetrics(process),
      ...signalingMetrics({ ...(await signaling.facts()), sessionEvents }),
      ...(relay ? relayMetrics(relay.facts()) : []),
    ]);
  }

  /** What is known of sessions is told, and what is traced sent, within a second. */
  async stop(): Promise<void> {
    this.journal.stop();
    await this.#ports.tracer.stop();
  }
}
