import type { LogLevel } from "./log.ts";

/** What an event of the log means to who reads it. */
interface LogEventFacts {
  /** One, or those that it may have by what it tells. */
  readonly level: LogLevel | readonly LogLevel[];
  /** A sentence for docs/operations.md. */
  readonly meaning: string;
}

/** Every event that a log line may have. The table in docs/operations.md is made from this list. */
export const logEvents = {
  "http-fault": { level: "error", meaning: "a request failed by a fault of the server; `code` is Elysia's" },
  "signaling-fault": { level: "error", meaning: "a socket failed by a fault of the server and was closed" },
  "relay-fault": { level: "error", meaning: "a packet failed by a fault of the relay and was dropped" },
  "sweep-fault": { level: "error", meaning: "what is done once a second failed in part" },
  "page-missing": { level: "error", meaning: "the page was not built: nobody can open it (`mend`)" },
  "metrics-fault": { level: "error", meaning: "the numbers for Prometheus could not be told" },
  "certificate-expired": {
    level: "error",
    meaning: "the `certificate` in use has run out: browsers refuse it",
  },
  "certificate-not-used": {
    level: "error",
    meaning: "the ports could not go over to a renewed certificate; it is tried again",
  },
  "listener-not-closed": {
    level: "error",
    meaning:
      "a port's listener with the certificate before could not be closed; it is tried again at the end",
  },
  "certificate-expires": { level: "warn", meaning: "the `certificate` in use runs out in so many `days`" },
  "certificate-not-yet-valid": {
    level: "warn",
    meaning: "the `certificate` in use is not valid yet, or the machine's clock is wrong",
  },
  "certificate-unfit": {
    level: "warn",
    meaning: "the changed files hold no certificate that fits (`reason`); the one before stays in use",
  },
  "certificate-renewed": { level: "info", meaning: "another certificate is in use from now on" },
  "authority-made": {
    level: "info",
    meaning: "the server made a certificate authority of its own in `DATA_DIR`",
  },
  "traces-lost": {
    level: "warn",
    meaning: "the collector of `OTEL_EXPORTER_OTLP_ENDPOINT` takes no traces; told once until it does again",
  },
  "traces-back": { level: "info", meaning: "the collector takes traces again" },
  "proxy-not-trusted": {
    level: "warn",
    meaning: "a proxy that `TRUST_PROXY` does not name passes clients on",
  },
  "socket-slow": { level: "warn", meaning: "a browser did not read and was dropped" },
  "lan-name": { level: "info", meaning: "devices of the LAN find the server by this name" },
  "lan-name-failed": { level: "warn", meaning: "the name could not be announced to the LAN" },
  "lan-goodbye-failed": { level: "warn", meaning: "the LAN could not be told that the name is gone" },
  "self-check": {
    level: ["info", "warn"],
    meaning: "what came of one `check` of the started server about itself; where it failed, how to `mend` it",
  },
  "self-check-fault": { level: "error", meaning: "the server could not check itself" },
  stopping: { level: "info", meaning: "the process was asked to end" },
  "socket-opened": { level: "debug", meaning: "a browser connected" },
  "socket-closed": { level: "debug", meaning: "its socket is gone; `code` is the close code" },
  "socket-silent": { level: "debug", meaning: "a browser said nothing for three heartbeats and was dropped" },
  "session-created": { level: "debug", meaning: "a code was given out" },
  "session-joined": { level: "debug", meaning: "a code was used" },
  "session-resumed": { level: "debug", meaning: "a browser came back to its place" },
  "session-restored": {
    level: "debug",
    meaning: "a browser took its place again after a restart of the server",
  },
  "seat-left": { level: "debug", meaning: "a place was given up" },
  "seat-gone": { level: "debug", meaning: "a browser did not come back to its place in time" },
  "code-expired": { level: "debug", meaning: "nobody used a code in time" },
  "session-ended": { level: "debug", meaning: "a session is over because its devices left" },
} as const satisfies Record<string, LogEventFacts>;

export type LogEvent = keyof typeof logEvents;

type LevelIn<Level> = Level extends readonly (infer Each)[] ? Each : Level;

/** The levels that an event may have. */
export type LevelOf<Event extends LogEvent> = LevelIn<(typeof logEvents)[Event]["level"]>;
