import type { FileId, SessionCode } from "#protocol/ids.ts";
import type { ErrorCode, Role } from "#protocol/signaling/messages.ts";
import type { Instant, Millis } from "#protocol/time.ts";
import type { SavePlan } from "../engine/ports.ts";
import { type Connected, type ConnectedEvent, type Ended, stepConnected } from "./connected.ts";

/** How the bytes travel: between the devices themselves, or through a relay. */
export type Path = "direct" | "relayed";

/** Why two devices that know of each other found no path (PAGE10). */
export type PathProblem =
  /** No direct one, and the server offers no relay. */
  | "cannot-connect"
  /** The page was opened for direct paths only. */
  | "no-direct-path"
  /** The page was opened for the relay only, and the server offers none. */
  | "relay-missing"
  /** This device gets no answer from the relay. */
  | "relay-unreachable"
  /** The relay answers, and refuses. */
  | "relay-refused"
  /** The other device is not at the relay. */
  | "relay-unreachable-there"
  /** Both are, and yet nothing passes. */
  | "relay-failed";

/** Why no connection came about. Each is a sentence with a next step in the page's texts. */
export type Problem =
  | ErrorCode
  | PathProblem
  | "bad-code"
  | "no-files"
  | "no-webrtc"
  | "server-unreachable"
  | "peer-left"
  /** The part of the page that moves files could not be started. */
  | "page-failed";

/** Whether something between the devices, the browser and the server is in the way. */
export function isOfNetwork(problem: Problem): boolean {
  return /^(cannot-connect|no-direct-path|relay-|no-webrtc|server-unreachable)/.test(problem);
}

/** Whether this page does not fit its server any more, and only a newer one helps. */
export function isOfOldPage(problem: Problem): boolean {
  return problem === "page-failed" || problem === "bad-message" || problem === "too-large";
}

/** The relay that a problem is about. */
export interface RelayFacts {
  readonly host: string;
  readonly port: number;
  /** The error code of its answer, where it gave one. */
  readonly answer?: number;
}

/** What a person is told of a connection that did not come about. */
export interface Refusal {
  readonly problem: Problem;
  /** After this long it is worth another try. */
  readonly waitMs?: Millis;
  readonly relay?: RelayFacts;
  /** No direct path was tried: the page was opened for the relay only (PAGE9). */
  readonly relayOnly?: true;
}

/** What a person who shows a code should know about it. */
export type CodeNotice = "own-code" | "code-replaced";

/** How a connection ended. */
export type Ending =
  | "finished"
  | "declined"
  | "cancelled"
  | "peer-left"
  | "protocol"
  | "version"
  /** Nobody chose the files again after a reload. */
  | "not-chosen"
  /** Whoever has paused did not go on. */
  | "paused-too-long"
  /** Nothing came for a long time, although nothing was in the way. */
  | "stalled"
  /** The part of this page that moves files could not be started, or has stopped by a fault. */
  | "page-failed";

/** Files of the other device that are not yet accepted. */
export interface OfferInQuestion {
  readonly offer: number;
  readonly fileIds: readonly FileId[];
  /** How they would be kept, and how much this device can take. */
  readonly plan: SavePlan;
}

/** What a sender has to choose once more after a reload. */
export interface ChooseAgain {
  readonly files: readonly { readonly name: string; readonly path?: string; readonly size: number }[];
  /** What was chosen last was not the same: the first name that was missing or of another size. */
  readonly missing?: string;
}

/** Where a person is on the way from choosing files, or typing a code, to the end of the transfer. */
export type Session =
  | {
      readonly at: "home";
      readonly problem?: Problem;
      /** After this long it is worth another try. */
      readonly waitMs?: Millis;
    }
  | { readonly at: "opening" }
  | {
      readonly at: "waiting";
      readonly code: SessionCode;
      /** Opens the page and joins. */
      readonly joinUrl: string;
      readonly expiresAt: Instant;
      /** How many devices may join the code, if it is for more than one. */
      readonly receivers: number;
      /** It is for more than one. */
      readonly admitsMore?: true;
      /** It runs out soon: time for a new one. */
      readonly expiring?: true;
      /** The server cannot be reached just now; the code works again as soon as it can. */
      readonly serverAway?: true;
      readonly notice?: CodeNotice;
    }
  | { readonly at: "expired" }
  | { readonly at: "joining" }
  | {
      readonly at: "connecting";
      readonly role: Role;
      /** The other device has lost its line to the server. */
      readonly peerAway?: true;
      /** This device has. */
      readonly serverAway?: true;
    }
  | Connected
  | Ended
  | ({
      readonly at: "stopped";
      /** The files are still chosen: they can be offered again. */
      readonly sending: boolean;
    } & Refusal);

export type SessionEvent =
  | { readonly type: "reset"; readonly problem?: Problem }
  | { readonly type: "opening" }
  | {
      readonly type: "code-ready";
      readonly code: SessionCode;
      readonly joinUrl: string;
      readonly expiresAt: Instant;
      readonly receivers: number;
      readonly notice?: CodeNotice;
    }
  | { readonly type: "admits"; readonly more: boolean }
  | { readonly type: "code-expiring" }
  | { readonly type: "code-expired" }
  | { readonly type: "server-line"; readonly up: boolean }
  | { readonly type: "joining" }
  | ({ readonly type: "refused" } & Refusal)
  | { readonly type: "connecting"; readonly role: Role }
  | { readonly type: "peer-away"; readonly away: boolean }
  | ConnectedEvent
  /** The page was reloaded: its session goes on. */
  | { readonly type: "returning"; readonly role: Role; readonly until: Instant };

/** Total: an event that means nothing in a state leaves it unchanged. */
export function step(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case "reset":
      return event.problem ? { at: "home", problem: event.problem } : { at: "home" };
    case "opening":
      return { at: "opening" };
    case "joining":
      return { at: "joining" };
    case "returning":
      return { at: "connected", role: event.role, interruptedUntil: event.until };
    case "refused":
      return refused(session, event);
    default:
      return stepOn(session, event);
  }
}

type FirstEvent = Extract<SessionEvent, { type: "reset" | "opening" | "joining" | "returning" | "refused" }>;

/** Events that mean something in one or two states only. */
function stepOn(session: Session, event: Exclude<SessionEvent, FirstEvent>): Session {
  switch (session.at) {
    case "opening":
      return event.type === "code-ready" ? waiting(event) : session;
    case "waiting":
      return stepWaiting(session, event);
    case "joining":
      return event.type === "connecting" ? { at: "connecting", role: event.role } : session;
    case "connecting":
      return stepConnecting(session, event);
    case "connected":
      return stepConnected(session, event);
    default:
      return session;
  }
}

type Waiting = Extract<Session, { at: "waiting" }>;
type Connecting = Extract<Session, { at: "connecting" }>;

function waiting({ type, ...code }: Extract<SessionEvent, { type: "code-ready" }>): Waiting {
  return { at: "waiting", ...code };
}

function stepWaiting(session: Waiting, event: SessionEvent): Session {
  switch (event.type) {
    case "code-ready":
      return waiting(event);
    case "admits": {
      const { admitsMore, ...rest } = session;
      return event.more ? { ...rest, admitsMore: true } : rest;
    }
    case "code-expiring":
      return { ...session, expiring: true };
    case "code-expired":
      return { at: "expired" };
    case "server-line": {
      const { serverAway, ...rest } = session;
      return event.up ? rest : { ...rest, serverAway: true };
    }
    case "connecting":
      return { at: "connecting", role: event.role };
    default:
      return session;
  }
}

function stepConnecting(session: Connecting, event: SessionEvent): Session {
  const { peerAway, serverAway, ...rest } = session;
  switch (event.type) {
    case "peer-away":
      return { ...rest, ...(event.away && { peerAway: true }), ...(serverAway && { serverAway }) };
    case "server-line":
      return { ...rest, ...(peerAway && { peerAway }), ...(!event.up && { serverAway: true }) };
    case "channel-open":
      return { at: "connected", role: session.role };
    default:
      return session;
  }
}

/** A refusal that the person can mend on the screen where they are stays there. */
function refused(session: Session, { type, ...told }: Extract<SessionEvent, { type: "refused" }>): Session {
  const { problem } = told;
  switch (session.at) {
    case "joining":
      return problem === "unknown-code" || problem === "bad-code" || problem === "rate-limited"
        ? { at: "home", ...told }
        : { at: "stopped", ...told, sending: false };
    case "waiting":
      return problem === "own-code"
        ? { ...session, notice: problem }
        : { at: "stopped", ...told, sending: true };
    case "opening":
      return { at: "stopped", ...told, sending: true };
    case "connecting":
      return { at: "stopped", ...told, sending: session.role === "sender" };
    default:
      return session;
  }
}
