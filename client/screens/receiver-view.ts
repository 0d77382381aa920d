import type { Session } from "../session/machine.ts";
import { text } from "../text/text.ts";
import { isAllDone, itemCount, type Totals } from "../transfer/totals.ts";

/** What a sender of several sees of one device at a glance. */
export type ReceiverState =
  | "connecting"
  | "away"
  | "asked"
  | "moving"
  | "paused"
  | "interrupted"
  | "choosing"
  | "done"
  /** It is over, and not all has arrived. */
  | "failed";

type At<S extends Session["at"]> = Extract<Session, { at: S }>;

/** @param totals of what goes to this device */
export function receiverState(session: Session, totals: Totals): ReceiverState {
  switch (session.at) {
    case "connected":
      return stateOfConnected(session, totals);
    case "ended":
    case "stopped":
      return isAllDone(totals) ? "done" : "failed";
    case "connecting":
      return session.peerAway || session.serverAway ? "away" : "connecting";
    default:
      return "connecting";
  }
}

/** Whether nothing more comes of it. */
export const isOver = (state: ReceiverState): boolean => state === "done" || state === "failed";

/** The same in a sentence. */
export function receiverWords(session: Session, totals: Totals): string {
  const state = receiverState(session, totals);
  if (state === "paused") return text.several.state.paused[pausedBy(session)];
  if (state !== "failed") return text.several.state[state];
  if (session.at === "stopped") return stoppedWords(session);
  if (session.at === "ended") return endedWords(session, totals);
  return hasWords(totals);
}

function stateOfConnected(session: At<"connected">, totals: Totals): ReceiverState {
  const { device, interruptedUntil, chooseAgain, pausedBy, settled } = session;
  if (settled && itemCount(totals) > 0) return isAllDone(totals) ? "done" : "failed";
  if (interruptedUntil !== undefined) return "interrupted";
  if (chooseAgain) return "choosing";
  if (totals.active === 0) return device === undefined ? "connecting" : "asked";
  return pausedBy ? "paused" : "moving";
}

function endedWords({ ending }: At<"ended">, totals: Totals): string {
  const { state } = text.several;
  switch (ending) {
    case "declined":
      return state.declined;
    case "cancelled":
      return state.cancelled;
    case "peer-left":
      return state.left;
    case "finished":
      return hasWords(totals);
    default:
      return state.stopped(text.ended.title[ending], text.ended.body[ending].sender);
  }
}

function stoppedWords({ problem, relayOnly }: At<"stopped">): string {
  const { title, body } = text.problem[problem];
  return text.several.state.stopped(title, relayOnly ? text.relayOnly(problem) : body);
}

const pausedBy = (session: Session) => (session.at === "connected" && session.pausedBy) || "peer";

function hasWords(totals: Totals): string {
  const { partly, nothing } = text.several.state;
  return totals.done > 0 ? partly(totals.done, itemCount(totals)) : nothing;
}
