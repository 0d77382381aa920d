import { largest } from "../../statistics.ts";
import type { LoadReport } from "./commands.ts";

/** One report of several: of processes that did the same, or of passes. */
export function combined(reports: readonly LoadReport[]): LoadReport {
  const sum = (key: "succeeded" | "failed") => reports.reduce((before, report) => before + report[key], 0);
  const [problem] = reports.flatMap((report) => report.problem ?? []);
  return {
    succeeded: sum("succeeded"),
    failed: sum("failed"),
    ...(problem === undefined ? {} : { problem }),
    latenciesMs: reports.flatMap(({ latenciesMs }) => latenciesMs ?? []),
    latestMs: largest(reports.map(({ latestMs }) => latestMs ?? 0)),
  };
}
