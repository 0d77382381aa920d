import type { SessionCounts } from "../ports/session-store.ts";
import { counter, counters, gauge, type Metric } from "./metric.ts";

type Entries = readonly (readonly [string, number])[];

/** What the signaling of this process has counted. */
export interface SignalingFacts {
  readonly sessions: SessionCounts;
  readonly sessionEvents: Entries;
  readonly misses: number;
  /** By limit. */
  readonly limited: Entries;
  readonly joinDelaySeconds: number;
  readonly waitingJoins: number;
  readonly sockets: {
    readonly open: number;
    readonly sharedAddress: number;
    readonly opened: number;
    readonly slow: number;
    readonly silent: number;
  };
  readonly messages: Entries;
  readonly errors: Entries;
  readonly hasUntrustedProxy: boolean;
  /** Announced to others nearby. */
  readonly devices: number;
  /** By how they ended. */
  readonly invitations: Entries;
}

/** Sessions, limits, sockets and messages. */
export function signalingMetrics(facts: SignalingFacts): Metric[] {
  const { sessions, sockets } = facts;
  const dropped: Entries = [
    ["slow", sockets.slow],
    ["silent", sockets.silent],
  ];
  return [
    gauge("p2p_share_sessions", "Sessions that exist.", sessions.sessions),
    gauge("p2p_share_sessions_waiting", "Sessions whose code still admits somebody.", sessions.waiting),
    gauge("p2p_share_places", "Places in sessions that are taken.", sessions.peers),
    gauge("p2p_share_places_away", "Places whose socket is lost and that are kept.", sessions.away),
    counters("p2p_share_session_events_total", "What happened to sessions.", "event", facts.sessionEvents),
    counter("p2p_share_join_misses_total", "Wrong codes that were tried.", facts.misses),
    gauge(
      "p2p_share_join_delay_seconds",
      "How long until the next try of a code is looked at, because of wrong ones.",
      facts.joinDelaySeconds,
    ),
    gauge("p2p_share_joins_waiting", "Tries of codes that wait for their turn.", facts.waitingJoins),
    counters("p2p_share_rate_limited_total", "What limits have refused.", "limit", facts.limited),
    gauge("p2p_share_sockets", "Signaling sockets that are open.", sockets.open),
    gauge(
      "p2p_share_sockets_shared_address",
      "Open sockets that came by an address which many clients share.",
      sockets.sharedAddress,
    ),
    counter("p2p_share_sockets_opened_total", "Signaling sockets that were opened.", sockets.opened),
    counters("p2p_share_sockets_dropped_total", "Sockets that the server gave up.", "reason", dropped),
    counters(
      "p2p_share_signaling_messages_total",
      "Messages from browsers, by type.",
      "type",
      facts.messages,
    ),
    gauge("p2p_share_devices", "Devices that are announced to others nearby.", facts.devices),
    counters(
      "p2p_share_invitations_total",
      "Invitations to nearby devices that have ended.",
      "outcome",
      facts.invitations,
    ),
    counters("p2p_share_signaling_errors_total", "Errors that browsers were told.", "code", facts.errors),
    gauge(
      "p2p_share_untrusted_proxy",
      "1 where a proxy was seen that TRUST_PROXY does not name.",
      facts.hasUntrustedProxy ? 1 : 0,
    ),
  ];
}
