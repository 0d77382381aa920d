import type { Log, LogFields, LogLevel } from "../ports/log.ts";

/** Keeps what was logged, for a test to look at. */
export class MemoryLog implements Log {
  readonly lines: { readonly level: LogLevel; readonly event: string; readonly fields: LogFields }[] = [];

  write(level: LogLevel, event: string, fields: LogFields = {}): void {
    this.lines.push({ level, event, fields });
  }
}
