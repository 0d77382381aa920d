import { expect, test } from "bun:test";
import { fileId } from "#protocol/ids.ts";
import type { FailureReason, FileInfo, Transfer } from "#protocol/transfer/state.ts";
import { isAllRefused } from "./refused.ts";

const file: FileInfo = {
  fileId: fileId(1),
  direction: "in",
  name: "a.bin",
  folders: [],
  size: 10,
  isText: false,
};
const row = (transfer: Transfer) => ({
  shown: () => ({ transfer, isRestarted: false, isCounted: true, keptBytes: 0 }),
});
const failed = (reason: FailureReason) => row({ state: "failed", file, bytes: 0, reason });
const offered = row({ state: "offered", file });

test.each([
  ["nothing was offered", [], false],
  ["all was declined", [failed("declined"), failed("declined")], true],
  ["nobody answered", [failed("unanswered")], true],
  ["one of them is still there to be answered", [failed("declined"), offered], false],
  ["two offers came to two ends", [failed("declined"), failed("unanswered")], false],
  ["it failed on the way", [failed("cancelled"), failed("cancelled")], false],
])("[PAGE13] one sentence says of all files why there are none: %s", (_, rows, isOne) => {
  expect(isAllRefused(rows)).toBe(isOne);
});
