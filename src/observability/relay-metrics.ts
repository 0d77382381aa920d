import { counter, counters, gauge, type Metric } from "./metric.ts";

/** What the relay of this process has counted. */
export interface RelayFacts {
  readonly allocations: number;
  /** Since the start. */
  readonly allocated: number;
  readonly connections: number;
  readonly messages: number;
  readonly bytes: number;
  /** By reason. */
  readonly dropped: readonly (readonly [string, number])[];
}

/** Allocations, and what was carried and dropped. */
export function relayMetrics(facts: RelayFacts): Metric[] {
  return [
    gauge("p2p_share_relay_allocations", "Relay allocations that exist.", facts.allocations),
    counter(
      "p2p_share_relay_allocations_created_total",
      "Relay allocations that were made.",
      facts.allocated,
    ),
    gauge("p2p_share_relay_connections", "TCP and TLS connections to the relay.", facts.connections),
    counter("p2p_share_relay_messages_total", "Messages that the relay carried.", facts.messages),
    counter("p2p_share_relay_bytes_total", "Application data that the relay carried.", facts.bytes),
    counters(
      "p2p_share_relay_dropped_total",
      "Messages that the relay dropped, by reason.",
      "reason",
      facts.dropped,
    ),
  ];
}
