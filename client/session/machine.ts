import type { SessionCode } from "#protocol/ids.ts";
import type { ErrorCode } from "#protocol/signaling/messages.ts";
import type { Instant } from "#protocol/time.ts";

/** How the bytes travel: between the devices themselves, or through a relay. */
export type Path = "direct" | "relayed";

/** Who chose the files, and who takes them. */
export type Role = "sender" | "receiver";

/** Why no connection came about. Each is a sentence with a next step in the page's texts. */
export type Problem =
  | ErrorCode
  | "bad-code"
  | "no-files"
  | "server-unreachable"
  | "server-lost"
  | "peer-left"
  | "cannot-connect";

/** How a connection ended. */
export type Ending = "finished" | "declined" | "cancelled" | "peer-left" | "protocol" | "version";

/** Where a person is on the way from choosing files, or typing a code, to the end of the transfer. */
export type Session =
  | { readonly at: "home"; readonly problem?: Problem }
  | { readonly at: "opening" }
  | {
      readonly at: "waiting";
      readonly code: SessionCode;
      /** Opens the page and joins. */
      readonly joinUrl: string;
      readonly expiresAt: Instant;
      readonly notice?: Problem;
    }
  | { readonly at: "expired" }
  | { readonly at: "joining" }
  | { readonly at: "connecting"; readonly role: Role }
  | {
      readonly at: "connected";
      readonly role: Role;
      readonly device?: string;
      readonly path?: Path;
      /** The receiver's choice is due. */
      readonly offered?: true;
    }
  | { readonly at: "ended"; readonly role: Role; readonly ending: Ending; readonly path?: Path }
  | {
      readonly at: "stopped";
      readonly problem: Problem;
      /** The files are still chosen: they can be offered again. */
      readonly sending: boolean;
    };

export type SessionEvent =
  | { readonly type: "reset"; readonly problem?: Problem }
  | { readonly type: "opening" }
  | {
      readonly type: "code-ready";
      readonly code: SessionCode;
      readonly joinUrl: string;
      readonly expiresAt: Instant;
    }
  | { readonly type: "code-expired" }
  | { readonly type: "joining" }
  | { readonly type: "refused"; readonly problem: Problem }
  | { readonly type: "connecting"; readonly role: Role }
  | { readonly type: "channel-open" }
  | { readonly type: "met"; readonly device: string }
  | { readonly type: "path"; readonly path: Path }
  | { readonly type: "offered" }
  | { readonly type: "answered" }
  | { readonly type: "ended"; readonly ending: Ending };

/** Total: an event that means nothing in a state leaves it unchanged. */
export function step(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case "reset":
      return event.problem ? { at: "home", problem: event.problem } : { at: "home" };
    case "opening":
      return { at: "opening" };
    case "joining":
      return { at: "joining" };
    case "code-ready": {
      const { type, ...code } = event;
      return session.at === "opening" ? { at: "waiting", ...code } : session;
    }
    case "code-expired":
      return session.at === "waiting" ? { at: "expired" } : session;
    case "refused":
      return refused(session, event.problem);
    case "connecting":
      return session.at === "waiting" || session.at === "joining"
        ? { at: "connecting", role: event.role }
        : session;
    case "channel-open":
      return session.at === "connecting" ? { at: "connected", role: session.role } : session;
    default:
      return session.at === "connected" ? stepConnected(session, event) : session;
  }
}

type Connected = Extract<Session, { at: "connected" }>;
type ConnectedEvent = Extract<SessionEvent, { type: "met" | "path" | "offered" | "answered" | "ended" }>;

function stepConnected(session: Connected, event: ConnectedEvent): Session {
  const { offered, ...answered } = session;
  switch (event.type) {
    case "met":
      return { ...session, device: event.device };
    case "path":
      return { ...session, path: event.path };
    case "offered":
      return session.role === "receiver" ? { ...session, offered: true } : session;
    case "answered":
      return answered;
    case "ended": {
      const { role, path } = session;
      return { at: "ended", role, ending: event.ending, ...(path && { path }) };
    }
  }
}

/** A refusal that the person can mend on the screen where they are stays there. */
function refused(session: Session, problem: Problem): Session {
  switch (session.at) {
    case "joining":
      return problem === "unknown-code" || problem === "bad-code"
        ? { at: "home", problem }
        : { at: "stopped", problem, sending: false };
    case "waiting":
      return problem === "own-code"
        ? { ...session, notice: problem }
        : { at: "stopped", problem, sending: true };
    case "opening":
      return { at: "stopped", problem, sending: true };
    case "connecting":
      return { at: "stopped", problem, sending: session.role === "sender" };
    default:
      return session;
  }
}
