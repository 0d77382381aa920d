import {
  bytes,
  duration,
  host,
  httpOrigin,
  iceServers,
  integer,
  oneOf,
  type Parser,
  quota,
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
    doc: "JSON list of STUN and TURN servers for the browsers; by default no other host is contacted",
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
