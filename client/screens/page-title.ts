import type { Session } from "../session/machine.ts";
import { formatPercent } from "../text/format.ts";
import { text } from "../text/text.ts";
import type { TransferStore } from "../transfer/store.ts";
import { arrivedPart, isAllDone } from "../transfer/totals.ts";
import { viewOf } from "./connected-view.ts";

/**
 * What the window is called while something goes on (FLOW5). Browsers keep titles in their history: there is never a
 * name of a file in it, and no code.
 */
export function pageTitle(session: Session, totals: ReturnType<TransferStore["totals"]>): string {
  const what = saidOf(session, totals);
  return what === undefined ? text.name : text.title.of(what, text.name);
}

function saidOf(session: Session, totals: ReturnType<TransferStore["totals"]>): string | undefined {
  switch (session.at) {
    case "waiting":
      return text.title.ready;
    case "opening":
    case "joining":
    case "connecting":
      return text.title.connecting;
    case "connected":
      return ofConnected(session, totals);
    case "ended":
      return isAllDone(totals) ? text.title.done : text.title.failed;
    case "expired":
    case "stopped":
      return text.title.failed;
    case "home":
      return undefined;
  }
}

function ofConnected(
  session: Extract<Session, { at: "connected" }>,
  totals: ReturnType<TransferStore["totals"]>,
): string {
  if (session.interruptedUntil !== undefined) return text.title.interrupted;
  if (session.offered) return text.title.asked;
  if (session.pausedBy) return text.title.paused;
  const view = viewOf(session, totals);
  if (view === "done") return isAllDone(totals) ? text.title.done : text.title.failed;
  if (view === "waiting" || totals.uncounted > 0 || totals.active === 0) return text.title.connected;
  return formatPercent(arrivedPart(totals));
}
