import type { Instant } from "#protocol/time.ts";
import type { ProcessFacts } from "../ports/process-facts.ts";
import { counter, counters, gauge, type HistogramCounts, type Metric } from "./metric.ts";

/** What the process is and costs. */
export interface AllProcessFacts extends ProcessFacts {
  readonly version: string;
  /** Since 1970, by the machine's clock. */
  readonly startedAt: Instant;
  readonly uptimeSeconds: number;
  readonly lag: HistogramCounts;
  readonly logLines: readonly (readonly [string, number])[];
}

/** Those that every Prometheus client library has go by the names that dashboards expect. */
export function processMetrics(facts: AllProcessFacts): Metric[] {
  const { version, runtime } = facts;
  return [
    {
      type: "gauge",
      name: "p2p_share_build_info",
      help: "Always 1; what runs.",
      samples: [{ value: 1, labels: { version, runtime } }],
    },
    gauge("p2p_share_uptime_seconds", "How long the server has run.", facts.uptimeSeconds),
    counters("p2p_share_log_lines_total", "Lines for the log, written or not.", "level", facts.logLines),
    {
      type: "histogram",
      name: "p2p_share_event_loop_lag_seconds",
      help: "How late the event loop is, looked at once a second.",
      histogram: facts.lag,
    },
    gauge("p2p_share_heap_bytes", "Size of the JavaScript heap.", facts.heapBytes),
    gauge("p2p_share_heap_used_bytes", "Of the JavaScript heap, what is in use.", facts.heapUsedBytes),
    gauge("process_resident_memory_bytes", "Resident memory size in bytes.", facts.residentBytes),
    counter(
      "process_cpu_seconds_total",
      "Total user and system CPU time spent in seconds.",
      facts.cpuSeconds,
    ),
    gauge(
      "process_start_time_seconds",
      "Start time of the process since unix epoch in seconds.",
      facts.startedAt / 1_000,
    ),
  ];
}
