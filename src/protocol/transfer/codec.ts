import * as v from "valibot";
import { crc32 } from "../crc32.ts";
import { ProtocolError } from "../errors.ts";
import { checkValue, decodeJson } from "../json.ts";
import { type ControlMessage, MAX_CONTROL_LENGTH, schemaOf } from "./messages.ts";

/** Names the protocol in errors. */
const AT = "transfer";

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
  const message = withoutChecksum(decodeJson(Checked, text, MAX_CONTROL_LENGTH, AT));
  if (text !== encodeAny(message)) throw new ProtocolError("bad-value", `${AT}/crc`, "damaged on the way");
  return checkControl(message);
}

/**
 * One text of a data channel: a control message, or an array of them.
 *
 * @throws {ProtocolError} `too-large` or `bad-value` (XFER3)
 */
export function decodeControls(text: string): ControlMessage[] {
  if (!text.startsWith("[")) return [decodeControl(text)];
  const messages = decodeJson(v.array(Checked), text, MAX_CONTROL_LENGTH, AT).map(withoutChecksum);
  if (text !== together(messages.map(encodeAny)))
    throw new ProtocolError("bad-value", AT, "damaged on the way");
  return messages.map(checkControl);
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
  return encodeAny(message);
}

function withoutChecksum({ crc, ...message }: v.InferOutput<typeof Checked>): object {
  return message;
}

/** By the schema of its type alone: to try all of them in turn costs more than everything else about a message. */
function checkControl(message: { readonly type?: unknown }): ControlMessage {
  return checkValue(schemaOf(message.type), message, AT);
}

function encodeAny(message: object): string {
  const body = JSON.stringify(message);
  return `{"crc":"${checksum(body)}",${body.slice(1)}`;
}

function checksum(body: string): string {
  return crc32(encoder.encode(body)).toString(16).padStart(8, "0");
}
