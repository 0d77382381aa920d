import type { ClientMessage, ErrorCode } from "#protocol/signaling/messages.ts";
import type { Instant } from "#protocol/time.ts";
import type { Span, Tracer } from "../ports/tracer.ts";

/** A message that was handled. */
export interface HandledMessage {
  readonly type: ClientMessage["type"];
  readonly startedAt: Instant;
  /** Of the session that it led to, or was about. */
  readonly session: Span | undefined;
  readonly socket: Span;
  /** What the browser was told. */
  readonly error: ErrorCode | undefined;
}

/**
 * Makes the span of a message once its outcome is known, since only then is it known which session it belongs to:
 * a part of its session, or of its socket where there is none. Pings are too many and say too little.
 */
export function traceMessage(
  tracer: Tracer,
  { type, startedAt, session, socket, error }: HandledMessage,
): void {
  if (type === "ping") return;
  const family = session ? { parent: session, links: [socket] } : { parent: socket };
  const span = tracer.start(`signaling ${type}`, { startedAt, ...family });
  span.end(error && { "p2p_share.error": error });
}
