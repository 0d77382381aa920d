import { MAX_LANES } from "#protocol/lanes.ts";
import {
  byteRate,
  bytes,
  duration,
  host,
  httpOrigin,
  iceServers,
  integer,
  oneOf,
  type Parser,
  path,
  quota,
  reachableHost,
  realm,
  secret,
  trustProxy,
} from "./parsers.ts";

/** One setting of the appliance; its key in the list below is its name in code. */
export interface Setting<T> {
  /** Name of the environment variable. */
  readonly env: string;
  readonly parse: Parser<T>;
  /** In the same form as an operator would write it. */
  readonly default?: string;
  /** Half a sentence for the README's table. */
  readonly doc: string;
  /** Its text is never printed, and `NAME_FILE` may name a file that holds it. */
  readonly secret?: true;
}

/** Every setting, once. The README's table and the checks at start are made from this list. */
export const settings = {
  host: { env: "HOST", parse: host, default: "0.0.0.0", doc: "address to listen on" },
  port: {
    env: "PORT",
    parse: integer(0, 65_535),
    default: "8080",
    doc: "TCP port for the page and for signaling; 0 takes any free one",
  },
  publicUrl: {
    env: "PUBLIC_URL",
    parse: httpOrigin,
    doc: "what the QR code and the link show; by default the address by which the sender opened the page",
  },
  trustProxy: {
    env: "TRUST_PROXY",
    parse: trustProxy,
    default: "off",
    doc: "whose `X-Forwarded-For` is believed: a number of proxies, or their addresses and networks",
  },
  iceServers: {
    env: "ICE_SERVERS",
    parse: iceServers,
    default: "[]",
    doc: "JSON list of further STUN and TURN servers for the browsers; by default no other host is contacted. TURN servers without username and credential get credentials made with `TURN_SECRET`",
    secret: true,
  },
  turnEnabled: {
    env: "TURN_ENABLED",
    parse: oneOf("on", "off"),
    default: "on",
    doc: "the embedded STUN/TURN relay, for devices that find no direct path to each other",
  },
  turnHost: {
    env: "TURN_HOST",
    parse: host,
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
    doc: "what TURN credentials are made with, as coturn's `static-auth-secret`; by default a random one at each start",
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
  tls: {
    env: "TLS",
    parse: oneOf("off", "files"),
    default: "off",
    doc: "`files` serves TURN over TLS with the two files below; it does not serve the page over HTTPS yet, which needs a proxy in front",
  },
  tlsCertFile: {
    env: "TLS_CERT_FILE",
    parse: path,
    doc: "path of the certificate chain (PEM) for `TLS=files`; for TURN over TLS only",
  },
  tlsKeyFile: {
    env: "TLS_KEY_FILE",
    parse: path,
    doc: "path of the certificate's private key (PEM) for `TLS=files`",
  },
  sessionTtlMs: {
    env: "SESSION_TTL",
    parse: duration("1s", "24h"),
    default: "5m",
    doc: "how long a code works while nobody has used it",
  },
  heartbeatMs: {
    env: "HEARTBEAT_INTERVAL",
    parse: duration("1s", "1h"),
    default: "30s",
    doc: "how often a browser says that it is still there; after three misses it is dropped",
  },
  graceMs: {
    env: "RECONNECT_GRACE",
    parse: duration("1s", "1h"),
    default: "2m",
    doc: "how long a place in a session is kept after its connection was lost",
  },
  maxSessions: {
    env: "MAX_SESSIONS",
    parse: integer(1, 500_000),
    default: "10000",
    doc: "most sessions at a time; further ones are refused with a sentence",
  },
  maxClientSockets: {
    env: "MAX_CLIENT_SOCKETS",
    parse: integer(1, 1_000_000),
    default: "1000",
    doc: "most connections of one address at a time",
  },
  connectionQuota: {
    env: "RATE_LIMIT_CONNECTIONS",
    parse: quota,
    default: "600/1m",
    doc: "connections from one address, or `off`",
  },
  createQuota: {
    env: "RATE_LIMIT_CREATES",
    parse: quota,
    default: "300/1m",
    doc: "new codes for one address, or `off`",
  },
  joinQuota: {
    env: "RATE_LIMIT_JOINS",
    parse: quota,
    default: "300/1m",
    doc: "codes tried by one address, right or wrong, or `off`",
  },
  missQuota: {
    env: "RATE_LIMIT_MISSES",
    parse: quota,
    default: "10/10m",
    doc: "wrong codes tried by one address, or `off`",
  },
  globalMissQuota: {
    env: "RATE_LIMIT_GLOBAL_MISSES",
    parse: quota,
    default: "1200/1h",
    doc: "wrong codes tried by all together; near it answers come slower and slower, or `off`",
  },
  messageQuota: {
    env: "RATE_LIMIT_MESSAGES",
    parse: quota,
    default: "3000/10s",
    doc: "signaling messages from one address, or `off`",
  },
  chunkBytes: {
    env: "CHUNK_SIZE",
    parse: bytes(1_024, 262_144),
    default: "64KiB",
    doc: "size of a data-channel message",
  },
  lanes: {
    env: "LANES",
    parse: integer(1, MAX_LANES),
    default: "4",
    doc: `most peer connections that one session's bytes are spread over, 1 to ${MAX_LANES}`,
  },
  logLevel: {
    env: "LOG_LEVEL",
    parse: oneOf("debug", "info", "warn", "error"),
    default: "info",
    doc: "least important kind of line that is logged: debug, info, warn or error",
  },
  auditLog: {
    env: "AUDIT_LOG",
    parse: oneOf("off", "on"),
    default: "off",
    doc: "`on` writes a line with the client's address for each connection, code and wrong code",
  },
} satisfies Record<string, Setting<unknown>>;

type ValueOf<S> = S extends { parse: Parser<infer T> }
  ? S extends { default: string }
    ? T
    : T | undefined
  : never;

/** The values of all settings. */
export type Config = { readonly [K in keyof typeof settings]: ValueOf<(typeof settings)[K]> };
