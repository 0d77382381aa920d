import { Counts } from "../collections/counts.ts";
import { LOG_LEVELS, type Log, type LogLevel } from "../ports/log.ts";

/** Counts lines on their way, also those that are too unimportant to be written. */
export function countingLog(log: Log): { readonly log: Log; readonly lines: Counts<LogLevel> } {
  const lines = new Counts<LogLevel>(LOG_LEVELS);
  return {
    lines,
    log: {
      write(level, event, fields) {
        lines.count(level);
        log.write(level, event, fields);
      },
    },
  };
}
