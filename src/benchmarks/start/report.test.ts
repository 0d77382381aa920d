import { expect, test } from "bun:test";
import { summaryLines } from "./report.ts";

const MIB = 1_048_576;
const figures = [
  { firstAnswerMs: 90, rssBytes: 50 * MIB },
  { firstAnswerMs: 100, rssBytes: 90 * MIB },
  { firstAnswerMs: 400, rssBytes: 90 * MIB },
];

test("[BENCH1] the table has median, spread and verdict of each way to run the server", () => {
  expect(summaryLines([{ title: "bundle", figures }])).toEqual([
    "                               median    spread of 3           target",
    "bundle: start to first answer  100 ms    90 ms to 400 ms       <= 300 ms    met",
    "bundle: idle memory            90.0 MiB  50.0 MiB to 90.0 MiB  <= 80.0 MiB  missed",
  ]);
});
