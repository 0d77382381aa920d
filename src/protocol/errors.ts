/** What kind of rule a peer broke. */
export type ProtocolErrorCode = "truncated" | "trailing-bytes" | "bad-value" | "too-large";

/** A peer broke the protocol. Never our bug and never retried: the catcher refuses the message or ends the link. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly code: ProtocolErrorCode;
  /** Where in the message, outermost first: `signaling/description/sdp`. */
  readonly at: string;

  constructor(code: ProtocolErrorCode, at: string, detail: string, options?: ErrorOptions) {
    super(`${at}: ${detail}`, options);
    this.code = code;
    this.at = at;
  }
}
