import type { Session } from "../session/machine.ts";

/** Whether a session would be lost with the page, or files that are chosen and can still be sent. */
export function isSessionUnderWay(session: Session): boolean {
  switch (session.at) {
    case "home":
    case "ended":
      return false;
    case "stopped":
      return session.sending;
    default:
      return true;
  }
}
