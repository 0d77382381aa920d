import type { ResumeToken, SessionCode, SessionId } from "#protocol/ids.ts";
import type { IceServer, Joined, NextPlace } from "#protocol/signaling/messages.ts";
import type { Instant } from "#protocol/time.ts";
import type { PeerSettings } from "./connection-ports.ts";
import type { Place } from "./sessions.ts";

/** Whose place it is, and in what session. */
export interface PlaceSecrets {
  readonly sessionId: SessionId;
  readonly token: ResumeToken;
}

/** Of a place that somebody has. */
export const secretsOf = ({ table, token }: Place): PlaceSecrets => ({ sessionId: table.sessionId, token });

/** A code, and until when how many may come by it. */
export interface LiveCode {
  readonly code: SessionCode;
  readonly expiresAt: Instant;
  readonly receivers: number;
}

/** What a peer is told of its place (SIG12). */
export function toldPlace(
  { sessionId, token }: PlaceSecrets,
  { chunkBytes, heartbeatMs, graceMs, lanes }: PeerSettings,
  iceServers: IceServer[],
): Omit<Joined, "type"> {
  return { sessionId, resumeToken: token, iceServers, chunkBytes, heartbeatMs, graceMs, lanes };
}

/** The same with the code under which another one may come. */
export function toldCode(
  { code, expiresAt, receivers }: LiveCode,
  publicUrl: string | null,
  now: Instant,
  place: Omit<Joined, "type">,
): NextPlace {
  const expiresInMs = Math.max(0, Math.floor(expiresAt - now));
  return { code, expiresAt: Math.floor(expiresAt), expiresInMs, publicUrl, receivers, ...place };
}
