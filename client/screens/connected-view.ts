import type { Session } from "../session/machine.ts";
import { itemCount, type Totals } from "../transfer/totals.ts";

/** What the main card of two connected devices is about. */
export type ConnectedView = "waiting" | "moving" | "done";

/** @param totals over both directions */
export function viewOf(session: Extract<Session, { at: "connected" }>, totals: Totals): ConnectedView {
  if (session.settled && itemCount(totals) > 0) return "done";
  return totals.active + totals.done > 0 ? "moving" : "waiting";
}

/** Whether further files may be chosen: not before something has come of the first ones. */
export function mayChoose(session: Session, totals: Totals): boolean {
  if (session.at !== "connected") return session.at === "home";
  return session.chooseAgain !== undefined || viewOf(session, totals) !== "waiting";
}
