import {
  CODE_COUNT,
  CODE_LENGTH,
  type SessionCode,
  type SessionId,
  sessionCode,
  sessionId,
} from "#protocol/ids.ts";
import type { Random } from "../ports/random.ts";

const UINT32_COUNT = 2 ** 32;

/** The largest multiple of the code count in 32 bits: draws at or above it would favour low codes. */
const UNBIASED_LIMIT = UINT32_COUNT - (UINT32_COUNT % CODE_COUNT);

const SESSION_ID_BYTES = 16;

/** A code that is not taken, each free one equally likely (SIG4). */
export function drawSessionCode(random: Random, isTaken: (code: SessionCode) => boolean): SessionCode {
  for (;;) {
    const bytes = random.bytes(4);
    const draw = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    if (draw >= UNBIASED_LIMIT) continue;
    const code = sessionCode(String(draw % CODE_COUNT).padStart(CODE_LENGTH, "0"));
    if (!isTaken(code)) return code;
  }
}

export function drawSessionId(random: Random): SessionId {
  return sessionId(Array.from(random.bytes(SESSION_ID_BYTES), hexByte).join(""));
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
