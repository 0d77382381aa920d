export type LogLevel = "debug" | "info" | "warn" | "error";

/** Facts that may stand in a log line: numbers and words from closed lists, never text from a peer. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** Where the process says what happens. Never receives a code, an SDP, an address or a file name. */
export interface Log {
  write(level: LogLevel, event: string, fields?: LogFields): void;
}
