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

const UINT32_COUNT = 2 ** 32;

/** The largest multiple of the code count in 32 bits: draws at or above it would favour low codes. */
const UNBIASED_LIMIT = UINT32_COUNT - (UINT32_COUNT % CODE_COUNT);

const SECRET_BYTES = 16;

/** A code, each equally likely; whether it is live already only the store can tell (SIG4). */
export function drawSessionCode(random: Random): SessionCode {
  for (;;) {
    const bytes = random.bytes(4);
    const draw = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    if (draw < UNBIASED_LIMIT) return sessionCode(String(draw % CODE_COUNT).padStart(CODE_LENGTH, "0"));
  }
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
