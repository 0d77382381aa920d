export type LogLevel = "debug" | "info" | "warn" | "error";

/** Facts that may stand in a log line: numbers and words from closed lists, never text from a peer. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** What may be said of a fault: its kind. Its message could hold anything. */
export function faultFields(error: unknown): LogFields {
  return { name: error instanceof Error ? error.name : "unknown" };
}

/** Where the process says what happens. Never receives a code, an SDP, an address or a file name. */
export interface Log {
  write(level: LogLevel, event: string, fields?: LogFields): void;
}
