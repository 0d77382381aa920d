import * as v from "valibot";
import { ProtocolError } from "./errors.ts";

/**
 * Decodes one JSON message that came from outside.
 *
 * @param maxLength in UTF-16 code units, checked before anything is parsed
 * @param at names the protocol in errors: `signaling`, `transfer`
 * @throws {ProtocolError} `too-large`, or `bad-value` with the path of the first wrong field
 */
export function decodeJson<const S extends v.GenericSchema>(
  schema: S,
  text: string,
  maxLength: number,
  at: string,
): v.InferOutput<S> {
  if (text.length > maxLength) throw new ProtocolError("too-large", at, `more than ${maxLength} characters`);
  return checkValue(schema, parseJson(text, at), at);
}

/**
 * Checks what was parsed already.
 *
 * @throws {ProtocolError} `bad-value` with the path of the first wrong field
 */
export function checkValue<const S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  at: string,
): v.InferOutput<S> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = [at, v.getDotPath(issue)].filter((part) => part !== null).join("/");
  throw new ProtocolError("bad-value", path, `expected ${issue.expected ?? "another value"}`);
}

function parseJson(text: string, at: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProtocolError("bad-value", at, "not JSON", { cause });
  }
}
