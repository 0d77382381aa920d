import type { LevelOf, LogEvent } from "./log-events.ts";
import { codeOf } from "./system-error.ts";

export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Facts that may stand in a log line: numbers and words from closed lists, never text from a peer. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** A place in our own files, as a stack names it. */
const PLACE = /^ {4}at .*?((?:[\w-]+\/)?[\w.-]+\.[jt]s:\d+)(?::\d+)?\)?$/m;

/** What may be said of a fault: its kind, and where in our files it came up. Its message could hold anything. */
export function faultFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { name: "unknown" };
  const code = codeOf(error);
  const at = placeOf(error);
  return { name: error.name, ...(code && /^[A-Z_]{2,40}$/.test(code) && { code }), ...(at && { at }) };
}

/** Where the process says what happens. Never receives a code, an SDP, an address or a file name. */
export interface Log {
  write<Event extends LogEvent>(level: LevelOf<Event>, event: Event, fields?: LogFields): void;
}

/** The stack begins with the message, in which a peer's text could look like a place: it is cut off. */
function placeOf({ stack = "", name, message }: Error): string | undefined {
  const head = message === "" ? name : `${name}: ${message}`;
  return stack.startsWith(head) ? PLACE.exec(stack.slice(head.length))?.[1] : undefined;
}
