import type { Session } from "../session/machine.ts";
import type { Said } from "../text/said.ts";
import { text } from "../text/text.ts";
import { type Fit, fitThere } from "../transfer/fit.ts";
import type { TransferStore } from "../transfer/store.ts";
import { offeredCount } from "../transfer/totals.ts";

type Connected = Extract<Session, { at: "connected" }>;

/** How much of what this side offers the other device can take; undefined while it is not known. */
export function awaitedFit({ capacity }: Connected, { rows, totalsOf }: TransferStore): Fit | undefined {
  if (capacity?.freeBytes == null) return undefined;
  if (totalsOf("out").offeredBytes <= capacity.freeBytes) return { type: "all" };
  const unanswered = rows().filter(
    ({ file, shown }) => file.direction === "out" && shown().transfer.state === "offered",
  );
  return fitThere(
    unanswered.map(({ file }) => file),
    capacity,
  );
}

/** What two connected devices wait for while nothing moves yet. */
export function awaitedWords(session: Connected, store: TransferStore, fit: Fit | undefined): Said {
  const { device = text.transfer.otherDevice, interruptedUntil } = session;
  if (interruptedUntil !== undefined && session.device === undefined) return text.wait.returning;
  if (offeredCount(store.totalsOf("out")) === 0) return text.wait.files;
  return fit?.type === "none" ? text.wait.answerWithoutRoom(device) : text.wait.answer(device);
}
