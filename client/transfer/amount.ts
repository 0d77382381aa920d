import { type FileInfo, isOnItsWay } from "#protocol/transfer/state.ts";
import { formatBytes, formatSpeed } from "../text/format.ts";
import { text } from "../text/text.ts";
import { timeLeft } from "../text/time-left.ts";
import type { Shown } from "./file-book.ts";
import type { Rate } from "./rate.ts";
import type { Totals } from "./totals.ts";

/** What follows stays on the line of what it follows: a word alone on the next one says nothing. */
const AND = "\u00a0·\u00a0";

/** How far a file is: "14.9 MB of 336 MB · paused". @param rate where it is not that of all files */
export function amountOf(
  file: FileInfo,
  { transfer, isCounted, isRestarted }: Shown,
  rate?: Rate | undefined,
): string {
  const isArriving = isOnItsWay(transfer);
  const now = isArriving ? rate : undefined; // what is there has no speed any more
  const size = file.isText ? text.offer.textOf(file.size) : formatBytes(file.size);
  return [
    isArriving && isCounted ? text.transfer.of(formatBytes(transfer.bytes), formatBytes(file.size)) : size,
    isArriving && isRestarted && text.transfer.restarted,
    text.transfer.state[transfer.state],
    now && formatSpeed(now.bytesPerSecond),
    now?.remainingMs !== undefined && timeLeft(now.remainingMs),
  ]
    .filter(Boolean)
    .join(AND);
}

/** How far several are together; only how much they are as long as it is not known what was kept of them. */
export function amountOfAll({ uncounted, arrivedBytes, dueBytes }: Totals): string {
  const due = formatBytes(dueBytes);
  return uncounted > 0 ? due : text.transfer.of(formatBytes(arrivedBytes), due);
}
