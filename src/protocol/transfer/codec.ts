import * as v from "valibot";
import { crc32 } from "../crc32.ts";
import { ProtocolError } from "../errors.ts";
import { decodeJson } from "../json.ts";
import { ControlMessage, MAX_CONTROL_LENGTH } from "./messages.ts";

/** What every control message begins with: the checksum of the rest (XFER3). */
const Checked = v.looseObject({ crc: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/, "8 hex digits")) });

const encoder = new TextEncoder();

/**
 * A control message from its text. The checksum finds what a strict schema cannot: another name of the same
 * length, or another number.
 *
 * @throws {ProtocolError} `too-large` or `bad-value` (XFER3)
 */
export function decodeControl(text: string): ControlMessage {
  const { crc, ...message } = decodeJson(Checked, text, MAX_CONTROL_LENGTH, "transfer");
  const body = JSON.stringify(message);
  if (text !== withChecksum(body) || crc !== checksum(body))
    throw new ProtocolError("bad-value", "transfer/crc", "damaged on the way");
  return decodeJson(ControlMessage, body, MAX_CONTROL_LENGTH, "transfer");
}

/**
 * One text of a data channel: a control message, or an array of them.
 *
 * @throws {ProtocolError} `too-large` or `bad-value` (XFER3)
 */
export function decodeControls(text: string): ControlMessage[] {
  if (!text.startsWith("[")) return [decodeControl(text)];
  const bodies = decodeJson(v.array(Checked), text, MAX_CONTROL_LENGTH, "transfer").map((body) =>
    JSON.stringify(body),
  );
  if (text !== together(bodies)) throw new ProtocolError("bad-value", "transfer", "damaged on the way");
  return bodies.map(decodeControl);
}

/** One text of several, which `encodeControl` made. */
export function joinControls(texts: readonly string[]): string {
  const [only = "", ...others] = texts;
  return others.length === 0 ? only : together(texts);
}

function together(texts: readonly string[]): string {
  return `[${texts.join(",")}]`;
}

/** JSON of a message that our own code made. */
export function encodeControl(message: ControlMessage): string {
  return withChecksum(JSON.stringify(message));
}

function withChecksum(body: string): string {
  return `{"crc":"${checksum(body)}",${body.slice(1)}`;
}

function checksum(body: string): string {
  return crc32(encoder.encode(body)).toString(16).padStart(8, "0");
}
