import type { Millis } from "#protocol/time.ts";
import type { Ending, Session } from "./machine.ts";

/**
 * Every wait of the page that has a time of its own, and that time (FLOW6). docs/protocol.md has the same list with
 * what is waited for and what happens then; a test compares both.
 */
export const WAITS = {
  /** For a code, or for the answer to one. */
  "server-answer": 10_000,
  /** For a part of the page that is loaded when it is needed. */
  part: 30_000,
  /** For a place to be given back on a new line. */
  "server-resume": 10_000,
  /** For a sign of life on an old line, after the device woke up. */
  "server-wake": 5_000,
  path: 30_000,
  /** For the server to say that the other device has left, where the first connection ends before its channel is open. */
  farewell: 3_000,
  "path-restart": 12_000,
  "path-replace": 20_000,
  /** For another lane, which a transfer can do without. */
  lane: 10_000,
  greeting: 10_000,
  silence: 5_000,
  reload: 15_000,
  /** For the list of files, after the greeting. */
  "first-offer": 60_000,
  /** For the other person's answer to an offer. */
  answer: 600_000,
  /** For files to be chosen again after a reload, here or there. */
  choosing: 600_000,
  /** For whoever has paused. */
  paused: 43_200_000,
  /** Before the page says that nothing moves. */
  "progress-notice": 60_000,
  /** For one more byte, or for the digest. */
  progress: 1_800_000,
  /** With nothing under way. */
  quiet: 60_000,
  /** With nothing under way, where one of both wants to stay. */
  stay: 1_800_000,
  /** For the other side to close, after the last word. */
  "last-word": 5_000,
  /** For the next name of a folder that is read. */
  folder: 30_000,
  /** For the camera's picture, the person's consent included. */
  camera: 60_000,
  /** For a code before the camera. */
  scan: 120_000,
} as const satisfies Record<string, Millis>;
export type Wait = keyof typeof WAITS;

/** Waits whose time is a setting of the server, which comes with the session. */
export const SERVER_WAITS = { code: "SESSION_TTL", reconnect: "RECONNECT_GRACE" } as const;
export type ServerWait = keyof typeof SERVER_WAITS;

/** What of a meeting its session's state does not tell. */
export interface WaitFacts {
  /** Something that was accepted has neither arrived nor failed. */
  readonly isMoving: boolean;
  /** Something was offered, by either side. */
  readonly hasOffers: boolean;
}

/**
 * What the page waits for in a state; undefined where a person is asked, and nothing waits. `answer` is kept for each
 * offer by itself besides.
 */
export function waitOf(session: Session, { isMoving, hasOffers }: WaitFacts): Wait | ServerWait | undefined {
  switch (session.at) {
    case "opening":
    case "joining":
      return "server-answer";
    case "waiting":
      return "code";
    case "connecting":
      return session.serverAway || session.peerAway ? "reconnect" : "path";
    case "connected":
      return waitOfConnected(session, { isMoving, hasOffers });
    default:
      return undefined;
  }
}

function waitOfConnected(
  session: Extract<Session, { at: "connected" }>,
  { isMoving, hasOffers }: WaitFacts,
): Wait | ServerWait | undefined {
  if (session.interruptedUntil !== undefined) return session.peerReloading ? "reload" : "reconnect";
  if (session.chooseAgain || session.peerChoosing) return "choosing";
  if (session.settled) return session.staysBy ? "stay" : "quiet";
  if (session.pausedBy) return "paused";
  if (isMoving) return "progress";
  if (session.offered) return undefined; // this person is asked
  return hasOffers ? "answer" : "first-offer";
}

/** How a session ends that has waited for too long; undefined where something else ends, or somebody else ends it. */
export const ENDING_AFTER: Readonly<Partial<Record<Wait | ServerWait, Ending>>> = {
  "first-offer": "stalled",
  progress: "stalled",
  choosing: "not-chosen",
  paused: "paused-too-long",
  quiet: "finished",
  stay: "finished",
};
