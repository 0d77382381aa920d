import {
  CODE_COUNT,
  CODE_LENGTH,
  type ResumeToken,
  resumeToken,
  type SessionCode,
  type SessionId,
  sessionCode,
  sessionId,
} from "#protocol/ids.ts";
import type { Random } from "../ports/random.ts";
import { drawBelow } from "./draw.ts";

const SECRET_BYTES = 16;

/** A code, each equally likely; whether it is live already only the store can tell (SIG4). */
export function drawSessionCode(random: Random): SessionCode {
  return sessionCode(String(drawBelow(random, CODE_COUNT)).padStart(CODE_LENGTH, "0"));
}

export function drawSessionId(random: Random): SessionId {
  return sessionId(hex(random));
}

export function drawResumeToken(random: Random): ResumeToken {
  return resumeToken(hex(random));
}

/** 128 bits that nobody can guess. */
function hex(random: Random): string {
  return Buffer.from(random.bytes(SECRET_BYTES)).toString("hex");
}
