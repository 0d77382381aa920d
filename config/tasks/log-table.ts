import { logEvents } from "../../src/ports/log-events.ts";

const TABLE = /(<!-- log events -->\n).*?(<!-- \/log events -->)/s;

/** A document with its table of log events made anew. @throws where it has no place for the table */
export function withLogTable(document: string): string {
  if (!TABLE.test(document)) throw new Error("the document has no <!-- log events --> place");
  const rows = Object.entries(logEvents).map(
    ([event, { level, meaning }]) => `| ${[level].flat().join(", ")} | \`${event}\` | ${meaning} |`,
  );
  const table = ["| level | event | what it means |", "|---|---|---|", ...rows].join("\n");
  return document.replace(TABLE, (_, start: string, end: string) => `${start}${table}\n${end}`);
}
