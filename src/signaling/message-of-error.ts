import type { ErrorCode, ServerMessage } from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";

/** Sentences for people who read the wire; the page has its own words for each code. */
export const messageOfError: Readonly<Record<ErrorCode, string>> = {
  "bad-message": "The message is not one that this server knows.",
  "too-large": "The message is too large.",
  "unknown-code": "No device is waiting under this code. A code works once and for a short time.",
  "unknown-session": "This server does not know the session, or not this place in it.",
  "own-code": "This is the code of this very device. Enter it on the other device.",
  "already-in-session": "This connection already has a place in a session.",
  "no-peer": "No other device is in the session.",
  "server-full": "This server has as many sessions as it allows. Try again in a few minutes.",
  "rate-limited": "Too many tries from here. Try again a little later.",
  internal: "Something went wrong in the server.",
};

/** What a browser is told of a refusal. @param retryAfterMs after this long it is worth another try */
export function toldError(code: ErrorCode, retryAfterMs?: Millis): ServerMessage {
  const again = retryAfterMs && { retryAfterMs: Math.ceil(retryAfterMs) };
  return { type: "error", code, message: messageOfError[code], ...again };
}
