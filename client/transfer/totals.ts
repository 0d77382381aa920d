import type { Direction, Transfer } from "#protocol/transfer/state.ts";
import { arrivedBytes } from "#protocol/transfer/state.ts";

/** Sums over files. */
export interface Totals {
  /** Without texts. */
  readonly files: number;
  readonly texts: number;
  readonly bytes: number;
  /** Not answered yet, by their kind as above. */
  readonly offeredFiles: number;
  readonly offeredTexts: number;
  readonly offeredBytes: number;
  /** Accepted, and neither done nor failed. */
  readonly active: number;
  /** Of these, how many of which it is not known yet how much was kept over a reload. */
  readonly uncounted: number;
  readonly done: number;
  readonly failed: number;
  /** Bytes of what was accepted and has not failed, and how many of these have arrived. */
  readonly dueBytes: number;
  readonly arrivedBytes: number;
}

/** Sums over each direction's files. */
export type TotalsByDirection = Readonly<Record<Direction, Totals>>;

const NOTHING: Totals = {
  files: 0,
  texts: 0,
  bytes: 0,
  offeredFiles: 0,
  offeredTexts: 0,
  offeredBytes: 0,
  active: 0,
  uncounted: 0,
  done: 0,
  failed: 0,
  dueBytes: 0,
  arrivedBytes: 0,
};

export const NO_TOTALS: TotalsByDirection = { out: NOTHING, in: NOTHING };

/** What one file adds to the totals. @param isCounted what has arrived of it is known */
export function partOf(transfer: Transfer, isCounted: boolean): Totals {
  const { state, file } = transfer;
  const texts = file.isText ? 1 : 0;
  const part = { ...NOTHING, files: 1 - texts, texts, bytes: file.size };
  switch (state) {
    case "offered":
      return { ...part, offeredFiles: 1 - texts, offeredTexts: texts, offeredBytes: file.size };
    case "failed":
      return { ...part, failed: 1 };
    default: {
      const kind = state === "done" ? { done: 1 } : { active: 1, uncounted: isCounted ? 0 : 1 };
      return { ...part, ...kind, dueBytes: file.size, arrivedBytes: arrivedBytes(transfer) };
    }
  }
}

export function plus(a: Totals, b: Totals): Totals {
  return combined(a, b, 1);
}

export function minus(a: Totals, b: Totals): Totals {
  return combined(a, b, -1);
}

function combined(a: Totals, b: Totals, sign: 1 | -1): Totals {
  return {
    files: a.files + sign * b.files,
    texts: a.texts + sign * b.texts,
    bytes: a.bytes + sign * b.bytes,
    offeredFiles: a.offeredFiles + sign * b.offeredFiles,
    offeredTexts: a.offeredTexts + sign * b.offeredTexts,
    offeredBytes: a.offeredBytes + sign * b.offeredBytes,
    active: a.active + sign * b.active,
    uncounted: a.uncounted + sign * b.uncounted,
    done: a.done + sign * b.done,
    failed: a.failed + sign * b.failed,
    dueBytes: a.dueBytes + sign * b.dueBytes,
    arrivedBytes: a.arrivedBytes + sign * b.arrivedBytes,
  };
}

/** How many things there are, files or texts. */
export const itemCount = ({ files, texts }: Totals): number => files + texts;

/** How many of them nobody has answered. */
export const offeredCount = ({ offeredFiles, offeredTexts }: Totals): number => offeredFiles + offeredTexts;

/** Whether there is something, and all of it is verified. */
export const isAllDone = (totals: Totals): boolean =>
  itemCount(totals) > 0 && totals.done === itemCount(totals);

/** How much of what was accepted has arrived, from 0 to 1. */
export function arrivedPart({ active, done, dueBytes, arrivedBytes: arrived }: Totals): number {
  if (dueBytes > 0) return arrived / dueBytes;
  return active === 0 && done > 0 ? 1 : 0; // empty files only
}
