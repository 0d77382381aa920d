import { median } from "../../src/benchmarks/statistics.ts";
import { aligned, MIB, type Target, targetText, verdict } from "../../src/benchmarks/table.ts";
import type { MemoryRun } from "./memory-run.ts";
import type { VerifyRun } from "./verify-run.ts";

/** One line of the table. */
export interface Row {
  readonly title: string;
  /** One value per round. */
  readonly values: readonly number[];
  readonly format: (value: number) => string;
  readonly target?: Target;
}

const mebibytes = (bytes: number) => `${(bytes / MIB).toFixed(0)} MiB`;
const ratio = (value: number) => value.toFixed(2);
const speed = (value: number) => `${value.toFixed(1)} MB/s`;
const milliseconds = (ms: number) => `${ms.toFixed(0)} ms`;

/** How much more memory a large file may need than a small one. */
const FLAT = { atMost: 1.1 };

/** Longest time until "Verified". */
const SOON = { atMost: 500 };

/** Bounds for the renderers' peaks, in bytes. */
export interface Bounds {
  readonly sender?: Target;
  readonly receiver: Target;
}

/** One line about a transfer. */
export function memoryLine(title: string, { sender, receiver, ...run }: MemoryRun): string {
  return [
    `${title}: ${speed(run.megabytesPerSecond)}`,
    `sender ${mebibytes(sender.peakBytes)}, last third ${ratio(sender.drift)} of the first`,
    `receiver ${mebibytes(receiver.peakBytes)}, last third ${ratio(receiver.drift)} of the first`,
    `browsers grew by ${mebibytes(run.senderBrowserBytes)} and ${mebibytes(run.receiverBrowserBytes)}`,
  ].join("; ");
}

/** One line about a transfer. */
export function verifyLine(title: string, { receiverMs, senderMs }: VerifyRun): string {
  return `${title}: receiver ${milliseconds(receiverMs)}, sender ${milliseconds(senderMs)}`;
}

/** Peaks of files of one size. */
export function peakRows(title: string, runs: readonly MemoryRun[], { sender, receiver }: Bounds): Row[] {
  const of = (value: (run: MemoryRun) => number) => runs.map(value);
  return [
    {
      title: `${title}: sender's renderer`,
      values: of((run) => run.sender.peakBytes),
      format: mebibytes,
      ...(sender && { target: sender }),
    },
    {
      title: `${title}: receiver's renderer`,
      values: of((run) => run.receiver.peakBytes),
      format: mebibytes,
      target: receiver,
    },
    {
      title: `${title}: growth of the sender's browser process`,
      values: of((run) => run.senderBrowserBytes),
      format: mebibytes,
    },
    {
      title: `${title}: growth of the receiver's browser process`,
      values: of((run) => run.receiverBrowserBytes),
      format: mebibytes,
    },
    { title: `${title}: speed`, values: of((run) => run.megabytesPerSecond), format: speed },
  ];
}

/** A large file's peaks as a multiple of a small one's, round by round. */
export function growthRows(title: string, small: readonly MemoryRun[], large: readonly MemoryRun[]): Row[] {
  return (["sender", "receiver"] as const).map((side) => ({
    title: `${title}: ${side}'s renderer`,
    values: large.map((run, round) => run[side].peakBytes / (small[round]?.[side].peakBytes ?? Number.NaN)),
    format: ratio,
    target: FLAT,
  }));
}

/** Peaks of the last third of a transfer as a multiple of those of the first. */
export function driftRows(title: string, runs: readonly MemoryRun[]): Row[] {
  return (["sender", "receiver"] as const).map((side) => ({
    title: `${title}: ${side}'s renderer, last third of the time / first third`,
    values: runs.map((run) => run[side].drift),
    format: ratio,
    target: FLAT,
  }));
}

export function verifyRows(title: string, runs: readonly VerifyRun[]): Row[] {
  return [
    {
      title: `${title}: receiver`,
      values: runs.map(({ receiverMs }) => receiverMs),
      format: milliseconds,
      target: SOON,
    },
    {
      title: `${title}: sender`,
      values: runs.map(({ senderMs }) => senderMs),
      format: milliseconds,
      target: SOON,
    },
  ];
}

/** The table of all figures. */
export function tableLines(rows: readonly Row[]): string[] {
  const cells = rows.map(({ title, values, format, target }) => [
    title,
    format(median(values)),
    `${format(Math.min(...values))} to ${format(Math.max(...values))}`,
    `${values.length}`,
    target ? targetText(target, format) : "",
    target ? verdict(values, target) : "",
  ]);
  return aligned([["", "median", "spread", "rounds", "target", ""], ...cells]);
}
