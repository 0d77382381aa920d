import { describe, expect, test } from "bun:test";
import { SeededRandom } from "../../testing/seeded-random.ts";
import { ProtocolError } from "../errors.ts";
import { decodeClientMessage, decodeServerMessage } from "./codec.ts";
import { MAX_SIGNALING_LENGTH } from "./messages.ts";

const SEED = 20_261_123;

describe("client messages", () => {
  test.each([
    { type: "create" },
    { type: "join", code: "048213" },
    { type: "signal", description: { type: "offer", sdp: "v=0" } },
    { type: "signal", description: { type: "rollback" } },
    { type: "signal", candidate: { candidate: "", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "x" } },
    { type: "signal", candidate: { candidate: "candidate:1 1 udp 1 a.local 9 typ host", sdpMid: null } },
    { type: "ping" },
    { type: "leave" },
  ])("[SIG1] $type is understood", (message) => {
    expect(decodeClientMessage(JSON.stringify(message)) as unknown).toEqual(message);
  });

  test.each([
    ["not JSON", "{", "signaling"],
    ["a bare number", "12", "signaling"],
    ["null", "null", "signaling"],
    ["an unknown type", '{"type":"shout"}', "signaling/type"],
    ["no type", "{}", "signaling/type"],
    ["an extra key", '{"type":"create","admin":true}', "signaling/admin"],
    ["a short code", '{"type":"join","code":"12345"}', "signaling/code"],
    ["a code as a number", '{"type":"join","code":123456}', "signaling/code"],
    ["digits of another script", '{"type":"join","code":"१२३४५६"}', "signaling/code"],
    ["a code with a line end", '{"type":"join","code":"123456\\n"}', "signaling/code"],
    ["a signal with nothing in it", '{"type":"signal"}', "signaling"],
    ["an unknown kind of description", '{"type":"signal","description":{"type":"bid"}}', "signaling"],
    ["a message only a server sends", '{"type":"peer-joined"}', "signaling/type"],
    ["a prototype key", '{"type":"__proto__"}', "signaling/type"],
  ])("[SIG2] %s is refused, with its place", (_, text, place) => {
    expect(() => decodeClientMessage(text)).toThrow(
      expect.objectContaining({ code: "bad-value", at: expect.stringContaining(place) }),
    );
  });

  test("[SIG3] a message over the limit is refused before it is parsed", () => {
    const text = `{"type":"${"x".repeat(MAX_SIGNALING_LENGTH)}`;
    expect(() => decodeClientMessage(text)).toThrow(expect.objectContaining({ code: "too-large" }));
  });

  test(`[SIG2] 20,000 mutated messages give a value or a ProtocolError, seed ${SEED}`, () => {
    const random = new SeededRandom(SEED);
    const samples = [
      '{"type":"join","code":"048213"}',
      '{"type":"signal","description":{"type":"offer","sdp":"v=0\\r\\n"}}',
      '{"type":"signal","candidate":{"candidate":"x","sdpMid":"0","sdpMLineIndex":0}}',
    ];
    for (let i = 0; i < 20_000; i++) {
      const text = mutate(random.pick(samples), random);
      try {
        decodeClientMessage(text);
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw new Error(`threw ${error} on ${text}`);
      }
    }
  });
});

test("[SIG12] a server message with a field of the wrong kind is refused", () => {
  expect(() => decodeServerMessage('{"type":"created","code":1}')).toThrow(ProtocolError);
  expect(decodeServerMessage('{"type":"peer-left"}')).toEqual({ type: "peer-left" });
});

function mutate(text: string, random: SeededRandom): string {
  const at = random.below(text.length);
  const end = at + random.below(4);
  const inserted = random.pick(["", "\0", '"', "{", "}", "[", "9", "\ud800", "null", "type", ","]);
  return text.slice(0, at) + inserted + text.slice(end);
}
