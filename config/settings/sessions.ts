import { duration, integer, quota } from "../parsers.ts";
import type { Setting } from "./setting.ts";

/** Codes and sessions, and how much of them one client may have. */
export const sessionSettings = {
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
  maxReceivers: {
    env: "MAX_RECEIVERS",
    parse: integer(1, 100),
    default: "8",
    doc: "most devices that may join one code, where its sender lets more than one",
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
  inviteQuota: {
    env: "RATE_LIMIT_INVITES",
    parse: quota,
    default: "60/1m",
    doc: "invitations to nearby devices from one address, or `off`",
  },
  messageQuota: {
    env: "RATE_LIMIT_MESSAGES",
    parse: quota,
    default: "3000/10s",
    doc: "signaling messages from one address, or `off`",
  },
} satisfies Record<string, Setting<unknown>>;
