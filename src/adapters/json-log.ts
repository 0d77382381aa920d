import type { Log, LogLevel } from "../ports/log.ts";

const RANK: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/** One JSON object a line; lines below `threshold` are not written. */
export function jsonLog(threshold: LogLevel, write: (line: string) => void): Log {
  return {
    write(level, event, fields = {}) {
      if (RANK[level] < RANK[threshold]) return;
      write(`${JSON.stringify({ time: new Date().toISOString(), level, event, ...fields })}\n`);
    },
  };
}
