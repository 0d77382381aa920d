import { median } from "../../src/benchmarks/statistics.ts";
import { aligned, KIB, MIB, type Target, targetText, verdict, whole } from "../../src/benchmarks/table.ts";
import type { LaneChange } from "./lanes.ts";

/** A bare channel, or the product: on plain http, where IndexedDB keeps what arrives, or on a secure origin, OPFS. */
export type Way = "bare" | "http" | "secure";

/** One transfer. */
export interface Measured {
  /** A megabyte is a million bytes. */
  readonly megabytesPerSecond: number;
  /** Of the product: peer connections over time. */
  readonly lanes: readonly LaneChange[];
  /** For want of room in a socket's buffer, at both ends. */
  readonly droppedDatagrams: number;
}

/** All rounds of one section. */
export interface Figures {
  readonly name: string;
  readonly files: number;
  readonly bytesPerFile: number;
  readonly target: Target;
  /** What the product's speed is divided by for the target, in MB/s; undefined: the bare channel's in that round. */
  readonly linkMegabytesPerSecond: number | undefined;
  readonly runs: ReadonlyMap<Way, readonly Measured[]>;
}

const HEAD = [
  "",
  "sent",
  "MB/s",
  "(spread)",
  "share",
  "(spread)",
  "target",
  "",
  "lanes",
  "at the end",
  "dropped",
];

const SAVED = { http: "product, http", secure: "product, secure" } as const;

/** One line about a transfer. */
export function runLine(
  round: number,
  way: Way,
  { megabytesPerSecond, lanes, droppedDatagrams }: Measured,
): string {
  const speed = `${way} ${megabytesPerSecond.toFixed(megabytesPerSecond < 10 ? 2 : 1)} MB/s`;
  return [`round ${round}: ${speed}`, lanesText(lanes), `${whole(droppedDatagrams)} datagrams dropped`]
    .filter(Boolean)
    .join(", ");
}

/** The table of all sections: medians over the rounds, with their spread. */
export function summaryLines(sections: readonly Figures[]): string[] {
  return aligned([HEAD, ...sections.flatMap(sectionRows)]);
}

/** `median`, and with what spread. */
export function spread(values: readonly number[], digits: number): readonly [string, string] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return [median(values).toFixed(digits), `(${least.toFixed(digits)}-${most.toFixed(digits)})`];
}

function sectionRows(figures: Figures): string[][] {
  return [...figures.runs].map(([way, runs]) => {
    const { name, files, bytesPerFile } = figures;
    const sent = `${files === 1 ? "" : `${whole(files)} x `}${sizeText(bytesPerFile)}`;
    const speeds = runs.map(({ megabytesPerSecond }) => megabytesPerSecond);
    const drops = whole(median(runs.map(({ droppedDatagrams }) => droppedDatagrams)));
    const start = [`${name}: ${way === "bare" ? way : SAVED[way]}`, sent, ...spread(speeds, 1)];
    if (way === "bare") return [...start, "", "", "", "", "", "", drops];
    return [...start, ...shareCells(figures, speeds), ...laneCells(runs), drops];
  });
}

function shareCells({ target, linkMegabytesPerSecond, runs }: Figures, speeds: readonly number[]): string[] {
  const bare = runs.get("bare") ?? [];
  const shares = speeds.map(
    (speed, round) => speed / (linkMegabytesPerSecond ?? bare[round]?.megabytesPerSecond ?? Number.NaN),
  );
  const of = linkMegabytesPerSecond === undefined ? "bare" : "link";
  return [
    ...spread(shares, 2),
    `${targetText(target, (value) => value.toFixed(2))} of ${of}`,
    verdict(shares, target),
  ];
}

function laneCells(runs: readonly Measured[]): string[] {
  const most = runs.map(({ lanes }) => Math.max(0, ...lanes.map(([, count]) => count)));
  const last = runs.map(({ lanes }) => lanes.at(-1)?.[1] ?? 0);
  return [`<= ${Math.max(...most)}`, median(last).toFixed(0)];
}

/** `lanes 1, 2 (1.4 s), 3 (2.8 s)`: from when on there were so many. */
function lanesText(lanes: readonly LaneChange[]): string {
  const startedAtMs = lanes[0]?.[0] ?? 0;
  const steps = lanes.map(([atMs, count], i) =>
    i === 0 ? `${count}` : `${count} (${((atMs - startedAtMs) / 1_000).toFixed(1)} s)`,
  );
  return steps.length > 0 ? `lanes ${steps.join(", ")}` : "";
}

/** `256 MiB`, `10 KiB` */
export function sizeText(bytes: number): string {
  return bytes >= MIB ? `${whole(bytes / MIB)} MiB` : `${whole(bytes / KIB)} KiB`;
}
