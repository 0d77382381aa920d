import { addFingerprint } from "#protocol/stun/fingerprint.ts";
import { METHOD, type MessageClass } from "#protocol/stun/header.ts";
import { MessageWriter } from "#protocol/stun/message.ts";
import { cryptoRandom } from "../../adapters/crypto-random.ts";
import { type Case, differs } from "./case.ts";

const UNKNOWN = { required: 0x7ff0, optional: 0xfff0 } as const;
const UNKNOWN_METHOD = 0x0ff;

function message(messageClass: MessageClass = "request", method: number = METHOD.binding): MessageWriter {
  return new MessageWriter(method, messageClass, cryptoRandom.bytes(12));
}

/** The same message with some bytes changed. */
function changed(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
}

function withFingerprint(): Uint8Array {
  const writer = message();
  addFingerprint(writer);
  return writer.bytes;
}

export const BINDING_CASES: readonly Case[] = [
  { title: "a Binding request", talk: (talk) => talk.say(message().bytes) },
  { title: "with a fingerprint", talk: (talk) => talk.say(withFingerprint()) },
  {
    title: "with a wrong fingerprint",
    talk: (talk) => {
      const bytes = withFingerprint();
      return talk.say(changed(bytes, bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1));
    },
  },
  {
    title: "with an unknown attribute that must be understood",
    talk: (talk) => talk.say(message().addBytes(UNKNOWN.required, new Uint8Array(4)).bytes),
  },
  {
    title: "with an unknown attribute that need not be understood",
    talk: (talk) => talk.say(message().addBytes(UNKNOWN.optional, new Uint8Array(4)).bytes),
  },
  {
    title: "with an integrity that nobody has a key for",
    talk: (talk) => talk.say(message().addBytes(0x0008, new Uint8Array(20)).bytes),
  },
  {
    title: "with a length that is larger than the datagram",
    talk: (talk) => talk.say(changed(message().bytes, 3, 4)),
    over: ["udp"],
  },
  {
    title: "with a length that is smaller than the datagram",
    talk: (talk) => talk.say(Buffer.concat([message().bytes, new Uint8Array(4)])),
    over: ["udp"],
  },
  {
    title: "with a length that is no multiple of four",
    talk: (talk) => talk.say(Buffer.concat([changed(message().bytes, 3, 2), new Uint8Array(2)])),
    over: ["udp"],
  },
  {
    title: "with an attribute that reaches over the end",
    talk: (talk) => talk.say(changed(message().addBytes(UNKNOWN.optional, new Uint8Array(4)).bytes, 23, 8)),
    over: ["udp"],
    ...differs(
      "silence",
      "success mapped",
      "RFC 8489 §6.3: a message that is malformed is silently discarded",
    ),
  },
  {
    title: "without the magic cookie, as RFC 3489 had it",
    talk: (talk) => talk.say(changed(message().bytes, 4, 1, 2, 3, 4)),
    over: ["udp"],
    ...differs("silence", "an answer of RFC 3489", "clients of RFC 3489 are none of ours"),
  },
  { title: "a Binding indication", talk: (talk) => talk.say(message("indication").bytes) },
  { title: "a Binding response that nobody asked for", talk: (talk) => talk.say(message("success").bytes) },
  { title: "an error response that nobody asked for", talk: (talk) => talk.say(message("error").bytes) },
  {
    title: "a request with an unknown method",
    talk: (talk) => talk.say(message("request", UNKNOWN_METHOD).bytes),
    ...differs(
      "silence",
      "401 realm nonce",
      "RFC 8489 §6.3: a method that is not supported is silently discarded",
    ),
  },
  {
    title: "a request with a method that only servers send",
    talk: (talk) => talk.say(message("request", METHOD.data).bytes),
    ...differs(
      "silence",
      "401 realm nonce",
      "RFC 8489 §6.3: a method that is not supported is silently discarded",
    ),
  },
];
