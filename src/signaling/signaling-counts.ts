import { type ClientMessage, ErrorCode } from "#protocol/signaling/messages.ts";
import { Counts } from "../collections/counts.ts";

/** What a browser may say, and what is none of it. */
export const MESSAGE_TYPES = [
  "create",
  "join",
  "resume",
  "restore",
  "admit",
  "signal",
  "ping",
  "leave",
  "announce",
  "invite",
  "withdraw",
  "answer",
  "invalid",
] as const satisfies readonly (ClientMessage["type"] | "invalid")[];
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** What all connections have heard and refused since the start. */
export class SignalingCounts {
  readonly messages = new Counts<MessageType>(MESSAGE_TYPES);
  readonly errors = new Counts<ErrorCode>(ErrorCode.options);

  /** An error that a browser is told. */
  refused(code: ErrorCode): void {
    this.errors.count(code);
    if (code === "bad-message" || code === "too-large") this.messages.count("invalid");
  }
}
