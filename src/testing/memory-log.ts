import type { Log, LogFields, LogLevel } from "../ports/log.ts";
import type { LogEvent } from "../ports/log-events.ts";

/** Keeps what was logged, for a test to look at. */
export class MemoryLog implements Log {
  readonly lines: { readonly level: LogLevel; readonly event: LogEvent; readonly fields: LogFields }[] = [];

  write(level: LogLevel, event: LogEvent, fields: LogFields = {}): void {
    this.lines.push({ level, event, fields });
  }
}
