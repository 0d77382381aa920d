import {
  byteRate,
  duration,
  host,
  iceServers,
  integer,
  oneOf,
  quota,
  reachableHost,
  realm,
  secret,
} from "../parsers.ts";
import type { Setting } from "./setting.ts";

/** The embedded STUN/TURN relay, and others beside it. */
export const relaySettings = {
  turnEnabled: {
    env: "TURN_ENABLED",
    parse: oneOf("on", "off"),
    default: "on",
    doc: "the embedded STUN/TURN relay, for devices that find no direct path to each other",
  },
  turnHost: {
    env: "TURN_HOST",
    parse: host,
    example: "0.0.0.0",
    doc: "address on which the relay listens; by default `HOST`, and with `0.0.0.0` or `::` all of IPv4 and IPv6",
  },
  turnPort: {
    env: "TURN_PORT",
    parse: integer(0, 65_535),
    default: "3478",
    doc: "UDP and TCP port of the relay; 0 takes any free one",
  },
  turnTlsPort: {
    env: "TURN_TLS_PORT",
    parse: integer(0, 65_535),
    default: "5349",
    doc: "TCP port of the relay for TLS, where `TLS` is on; 0 takes any free one",
  },
  turnSecret: {
    env: "TURN_SECRET",
    parse: secret,
    example: "the-output-of-openssl-rand-hex-32",
    doc: "what TURN credentials are made with, as coturn's `static-auth-secret`; by default a random one at each start; make one with `openssl rand -hex 32`",
    secret: true,
  },
  turnRealm: {
    env: "TURN_REALM",
    parse: realm,
    default: "p2p-share",
    doc: "realm of the relay, 20 characters at most: a longer one would make its answer to a stranger more than 2.5 times as large as the question",
  },
  externalHost: {
    env: "EXTERNAL_HOST",
    parse: reachableHost,
    example: "nas.example",
    doc: "host name or address of the relay in the ICE server URLs; by default the one by which the page was opened",
  },
  turnCredentialTtlMs: {
    env: "TURN_CREDENTIAL_TTL",
    parse: duration("1m", "24h"),
    default: "30m",
    doc: "how long TURN credentials work; browsers in a session get new ones in half of that time",
  },
  // A lane has up to six allocations: three transports, over IPv4 and IPv6. Those of a network that a device
  // has left stay for ten minutes, so there is room for four lanes five times over, or for eight twice.
  turnUserQuota: {
    env: "TURN_USER_QUOTA",
    parse: integer(1, 10_000),
    default: "128",
    doc: "most relay allocations of one credential at a time",
  },
  // 340 sessions at a time whose two devices have four lanes each, in 50 MiB of memory.
  turnTotalQuota: {
    env: "TURN_TOTAL_QUOTA",
    parse: integer(1, 100_000),
    default: "16384",
    doc: "most relay allocations of all together",
  },
  turnMaxBandwidth: {
    env: "TURN_MAX_BANDWIDTH",
    parse: byteRate,
    default: "off",
    doc: "most bytes per second that one allocation relays, such as `10MiB`, or `off`",
  },
  turnTotalBandwidth: {
    env: "TURN_TOTAL_BANDWIDTH",
    parse: byteRate,
    default: "off",
    doc: "most bytes per second that all allocations relay together, or `off`",
  },
  turnAnswerQuota: {
    env: "RATE_LIMIT_TURN",
    parse: quota,
    default: "500/1s",
    doc: "answers of the relay to one address that has not logged in, or `off`",
  },
  turnPeers: {
    env: "TURN_PEERS",
    parse: oneOf("session", "all"),
    default: "session",
    doc: "between which allocations the relay carries bytes: those of one `session`, or `all`",
  },
  iceServers: {
    env: "ICE_SERVERS",
    parse: iceServers,
    default: "[]",
    example: '[{"urls":"stun:nas.example:3478"}]',
    doc: "JSON list of further STUN and TURN servers for the browsers; by default no other host is contacted. TURN servers without username and credential get credentials made with `TURN_SECRET`",
    secret: true,
  },
} satisfies Record<string, Setting<unknown>>;
