import { expect, test } from "bun:test";
import { fileId, sha256 } from "#protocol/ids.ts";
import type { FileInfo, Transfer } from "#protocol/transfer/state.ts";
import { amountOf, amountOfAll } from "./amount.ts";
import { NO_TOTALS } from "./totals.ts";

const file: FileInfo = {
  fileId: fileId(1),
  direction: "in",
  name: "a.bin",
  folders: [],
  size: 336_000_000,
  isText: false,
};
const at = (transfer: Transfer, change = {}) =>
  amountOf(file, { transfer, isRestarted: false, isCounted: true, keptBytes: 0, ...change });
const moving: Transfer = { state: "moving", file, bytes: 14_900_000 };
const paused: Transfer = { ...moving, state: "paused", by: "peer" };
const interrupted: Transfer = { state: "interrupted", file, bytes: 0 };
/** Where a line may be broken. */
const lines = (words: string) => words.replaceAll("\u00a0", "_").split(" ");

test("[PAGE13] a row says how far its file is", () => {
  expect(lines(at({ state: "waiting", file }))).toEqual(["336_MB_·_next"]);
  expect(lines(at(moving))).toEqual(["14.9_MB", "of_336_MB"]);
  expect(at(moving, { isRestarted: true })).toEndWith("336\u00a0MB\u00a0·\u00a0once more from its beginning");
});

test("[PAGE13] a file that is there has no speed and no time left, whatever was measured last", () => {
  const rate = { bytesPerSecond: 7_300_000, remainingMs: 1_000 };
  const of = (transfer: Transfer) =>
    amountOf(file, { transfer, isRestarted: false, isCounted: true, keptBytes: 0 }, rate);
  expect(lines(of(moving))).toEqual(["14.9_MB", "of_336_MB_·_7.3_MB/s_·_1_sec"]);
  expect(lines(of({ state: "verifying", file }))).toEqual(["336_MB_·_comparing"]);
  expect(lines(of({ state: "done", file, sha256: sha256("00".repeat(32)) }))).toEqual(["336_MB"]);
});

test("[PAGE13] the word for its state never stands alone on a line", () => {
  expect(lines(at(paused))).toEqual(["14.9_MB", "of_336_MB_·_paused"]);
});

test("[PAGE18] no count is shown that nobody knows yet", () => {
  expect(lines(at(interrupted, { isCounted: false }))).toEqual(["336_MB_·_waits"]);
  const totals = { ...NO_TOTALS.in, active: 2, dueBytes: 336_000_000, arrivedBytes: 1_000 };
  expect(lines(amountOfAll({ ...totals, uncounted: 1 }))).toEqual(["336_MB"]);
  expect(lines(amountOfAll(totals))).toEqual(["1_kB", "of_336_MB"]);
});
