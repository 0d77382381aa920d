import { median } from "../../src/benchmarks/statistics.ts";
import type { Peaks } from "./peaks.ts";

/** One transfer. */
export interface Run extends Peaks {
  /** A megabyte is a million bytes. */
  readonly megabytesPerSecond: number;
}

/** The two transfers that ran one after the other. */
export interface Round {
  readonly bare: Run;
  readonly product: Run;
}

/** The least share of a bare channel's speed that the product is to reach. */
const TARGET_RATIO = 0.8;

const SIDES = ["bare", "product"] as const;

/** One line about a round. */
export function roundLine(number: number, { bare, product }: Round, first: keyof Round): string {
  const speeds = `bare ${rate(bare)}, product ${rate(product)}`;
  return `round ${number}: ${speeds} MB/s, ratio ${ratio({ bare, product }).toFixed(2)} (${first} first)`;
}

/** The medians of all rounds; the last line is the verdict. */
export function summaryLines(rounds: readonly Round[]): string[] {
  const medianRatio = speedOf(rounds, "product") / speedOf(rounds, "bare");
  const verdict = medianRatio >= TARGET_RATIO ? "met" : "missed";
  return [
    ...SIDES.map((side) => speedLine(rounds, side)),
    ...SIDES.map((side) => memoryLine(rounds, side)),
    `ratio of the medians ${medianRatio.toFixed(3)}, median of the rounds' ratios ${median(rounds.map(ratio)).toFixed(3)}`,
    `ratio ${medianRatio.toFixed(2)} (target >= ${TARGET_RATIO.toFixed(2)}: ${verdict})`,
  ];
}

function speedLine(rounds: readonly Round[], side: keyof Round): string {
  const speeds = rounds.map((round) => round[side].megabytesPerSecond);
  const spread = `${Math.min(...speeds).toFixed(1)}-${Math.max(...speeds).toFixed(1)}`;
  return `${side}: median ${median(speeds).toFixed(1)} MB/s (${spread})`;
}

function memoryLine(rounds: readonly Round[], side: keyof Round): string {
  const megabytes = (key: keyof Peaks) => (median(rounds.map((round) => round[side][key])) / 1e6).toFixed(0);
  return [
    `${side}: peak memory, medians: sender's renderer ${megabytes("senderBytes")} MB`,
    `receiver's renderer ${megabytes("receiverBytes")} MB`,
    `growth of the receiver's browser process ${megabytes("receiverBrowserGrowthBytes")} MB`,
  ].join(", ");
}

function speedOf(rounds: readonly Round[], side: keyof Round): number {
  return median(rounds.map((round) => round[side].megabytesPerSecond));
}

function ratio({ bare, product }: Round): number {
  return product.megabytesPerSecond / bare.megabytesPerSecond;
}

function rate({ megabytesPerSecond }: Run): string {
  return megabytesPerSecond.toFixed(1);
}
