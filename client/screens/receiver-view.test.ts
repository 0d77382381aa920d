import { expect, test } from "bun:test";
import { fileId } from "#protocol/ids.ts";
import type { Session } from "../session/machine.ts";
import { NO_TOTALS, type Totals } from "../transfer/totals.ts";
import { receiverState, receiverWords } from "./receiver-view.ts";
import { severalOutcome } from "./several-outcome.ts";

const totals = (some: Partial<Totals>): Totals => ({ ...NO_TOTALS.out, files: 2, bytes: 20, ...some });
const OFFERED = totals({ offeredFiles: 2, offeredBytes: 20 });
const MOVING = totals({ active: 2, dueBytes: 20, arrivedBytes: 5 });
const DONE = totals({ done: 2, dueBytes: 20, arrivedBytes: 20 });
const ONE_OF_TWO = totals({ done: 1, failed: 1 });
const NONE = totals({ failed: 2 });

const connected: Extract<Session, { at: "connected" }> = {
  at: "connected",
  role: "sender",
  device: "Anna's phone",
};
const ended = (ending: Extract<Session, { at: "ended" }>["ending"]): Session => ({
  at: "ended",
  role: "sender",
  ending,
});
const offered = {
  offer: 0,
  fileIds: [fileId(1)],
  plan: { method: "opfs", asZip: false, capBytes: null, freeBytes: null },
} as const;

test.each<[Session, Totals, ReturnType<typeof receiverState>, string]>([
  [{ at: "connecting", role: "sender" }, OFFERED, "connecting", "Connecting."],
  [
    { at: "connecting", role: "sender", peerAway: true },
    OFFERED,
    "away",
    "It is away. It goes on by itself when it is back.",
  ],
  [{ at: "connected", role: "sender" }, OFFERED, "connecting", "Connecting."],
  [connected, OFFERED, "asked", "Waiting until it accepts."],
  [connected, MOVING, "moving", "Receiving."],
  [{ ...connected, offered }, MOVING, "moving", "Receiving."],
  [{ ...connected, pausedBy: "peer" }, MOVING, "paused", "Paused there."],
  [{ ...connected, pausedBy: "me" }, MOVING, "paused", "Paused here."],
  [{ ...connected, interruptedUntil: 9 }, MOVING, "interrupted", "Interrupted. Looking for it again."],
  [
    { ...connected, chooseAgain: { files: [] } },
    MOVING,
    "choosing",
    "Waiting for the files to be chosen again.",
  ],
  [{ ...connected, settled: true }, DONE, "done", "Has everything, verified."],
  [{ ...connected, settled: true }, ONE_OF_TWO, "failed", "Has 1 of 2 files."],
  [{ ...connected, settled: true }, NONE, "failed", "Has none of the files."],
  [ended("finished"), DONE, "done", "Has everything, verified."],
  [ended("peer-left"), DONE, "done", "Has everything, verified."],
  [ended("finished"), ONE_OF_TWO, "failed", "Has 1 of 2 files."],
  [ended("declined"), NONE, "failed", "Declined. Nothing was sent."],
  [ended("cancelled"), NONE, "failed", "Cancelled."],
  [ended("peer-left"), NONE, "failed", "Left before everything had arrived."],
])(
  "[MANY11] a device (%#) is shown in a word for programs and a sentence for people",
  (session, sums, state, words) => {
    expect(receiverState(session, sums)).toBe(state);
    expect(receiverWords(session, sums)).toBe(words);
  },
);

test("[MANY11] a device that was not reached says why, and what to do", () => {
  const stopped: Session = { at: "stopped", sending: true, problem: "cannot-connect" };
  expect(receiverState(stopped, OFFERED)).toBe("failed");
  expect(receiverWords(stopped, OFFERED)).toMatch(/^\S.*\. \S.*\.$/);
});

test("[MANY11] one sentence says how many have everything, once nothing more can come", () => {
  const { files, texts } = DONE;
  const said = (states: Parameters<typeof severalOutcome>[0], isOpen = false) =>
    severalOutcome(states, { files, texts }, isOpen);
  expect(said(["done", "moving", "failed"])).toEqual({
    isGood: undefined,
    title: "Sending to 3 devices",
    body: "1 of 3 devices done",
  });
  expect(said(["done", "done"], true)).toMatchObject({ isGood: undefined });
  expect(said(["done", "done", "done"])).toMatchObject({
    isGood: true,
    title: "3 devices have all 2 files, verified",
  });
  expect(said(["done", "failed"])).toMatchObject({ isGood: false, title: "1 of 2 devices have everything" });
  expect(said(["failed", "failed"])).toMatchObject({ isGood: false, title: "No device has everything" });
  expect(severalOutcome(["done"], { files: 2, texts: 1 }, false).title).toBe(
    "1 device has all 2 files and 1 text, verified",
  );
  expect(severalOutcome(["done"], { files: 1, texts: 0 }, false).title).toBe(
    "1 device has the file, verified",
  );
});
