import { Counts } from "../collections/counts.ts";
import { LOG_LEVELS, type Log, type LogFields, type LogLevel } from "../ports/log.ts";
import type { LevelOf, LogEvent } from "../ports/log-events.ts";

/** Counts lines on their way, also those that are too unimportant to be written. One for all parts of the process. */
export class CountingLog implements Log {
  readonly lines = new Counts<LogLevel>(LOG_LEVELS);
  readonly #log: Log;

  /** @param log where they go */
  constructor(log: Log) {
    this.#log = log;
  }

  write<Event extends LogEvent>(level: LevelOf<Event>, event: Event, fields?: LogFields): void {
    this.lines.count(level);
    this.#log.write(level, event, fields);
  }
}
