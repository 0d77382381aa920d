import { decodeJson } from "../json.ts";
import { ControlMessage, MAX_CONTROL_LENGTH } from "./messages.ts";

/** @throws {ProtocolError} `too-large` or `bad-value` (XFER3) */
export function decodeControl(text: string): ControlMessage {
  return decodeJson(ControlMessage, text, MAX_CONTROL_LENGTH, "transfer");
}

/** JSON of a message that our own code made. */
export function encodeControl(message: ControlMessage): string {
  return JSON.stringify(message);
}
