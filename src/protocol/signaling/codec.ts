import { decodeJson } from "../json.ts";
import { ClientMessage, MAX_SIGNALING_LENGTH, ServerMessage } from "./messages.ts";

/** @throws {ProtocolError} `too-large` or `bad-value` (SIG2, SIG3) */
export function decodeClientMessage(text: string): ClientMessage {
  return decodeJson(ClientMessage, text, MAX_SIGNALING_LENGTH, "signaling");
}

/** @throws {ProtocolError} `too-large` or `bad-value` */
export function decodeServerMessage(text: string): ServerMessage {
  return decodeJson(ServerMessage, text, MAX_SIGNALING_LENGTH, "signaling");
}
