import { median } from "../../src/benchmarks/statistics.ts";
import type { Flow } from "./flow-list.ts";
import type { FlowRun } from "./flow-run.ts";
import type { Effort } from "./person.ts";

const TABLE = /(<!-- flows -->\n).*?(<!-- \/flows -->)/s;

const HEAD = [
  "flow",
  "taps: sender + receiver",
  "keys: sender + receiver",
  "words on screen: sender + receiver",
  "first byte, s",
  "verified, s",
  "PairDrop",
];

/** The table of all flows, as Markdown. */
export function flowTable(measured: readonly (readonly [Flow, readonly FlowRun[]])[]): string {
  const rows = measured.map(([{ title, pairDrop }, runs]) => {
    const cells = runs.length > 0 ? cellsOf(runs) : ["not measured yet", "", "", "", ""];
    return [title, ...cells, pairDrop];
  });
  return [HEAD, HEAD.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** A document with its table made anew. @throws where it has no place for the table */
export function withFlowTable(document: string, table: string): string {
  if (!TABLE.test(document)) throw new Error("the document has no <!-- flows --> place");
  return document.replace(TABLE, (_, start: string, end: string) => `${start}${table}\n${end}`);
}

function cellsOf(runs: readonly FlowRun[]): string[] {
  const both = (of: (effort: Effort) => number) =>
    [runs.map(({ sender }) => of(sender)), runs.map(({ receiver }) => of(receiver))].map(median).join(" + ");
  const seconds = (of: (run: FlowRun) => number) => (median(runs.map(of)) / 1_000).toFixed(2);
  return [
    both(({ taps }) => taps),
    both(({ keys }) => keys),
    both(({ words }) => words),
    seconds(({ firstByteMs }) => firstByteMs),
    seconds(({ verifiedMs }) => verifiedMs),
  ];
}
