import { largest, median } from "../statistics.ts";
import { aligned, MIB, type Target, targetText, verdict } from "../table.ts";
import type { StartFigures } from "./started-server.ts";

/** One way to run the server, with a value for each round. */
export interface Side {
  readonly title: string;
  readonly figures: readonly StartFigures[];
}

const FIRST_ANSWER: Target = { atMost: 300 };
const IDLE_MEMORY: Target = { atMost: 80 * MIB };

const milliseconds = (ms: number) => `${ms.toFixed(0)} ms`;
const mebibytes = (bytes: number) => `${(bytes / MIB).toFixed(1)} MiB`;

/** The table of all figures. */
export function summaryLines(sides: readonly Side[]): string[] {
  const row = (
    title: string,
    values: readonly number[],
    format: (value: number) => string,
    target: Target,
  ) => [
    title,
    format(median(values)),
    `${format(Math.min(...values))} to ${format(largest(values))}`,
    targetText(target, format),
    verdict(values, target),
  ];
  const rows = sides.flatMap(({ title, figures }) => [
    row(
      `${title}: start to first answer`,
      figures.map(({ firstAnswerMs }) => firstAnswerMs),
      milliseconds,
      FIRST_ANSWER,
    ),
    row(
      `${title}: idle memory`,
      figures.map(({ rssBytes }) => rssBytes),
      mebibytes,
      IDLE_MEMORY,
    ),
  ]);
  return aligned([["", "median", `spread of ${sides[0]?.figures.length}`, "target", ""], ...rows]);
}
