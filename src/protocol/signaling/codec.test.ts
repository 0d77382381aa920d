import { describe, expect, test } from "bun:test";
import { randomFrame } from "../../testing/random-frame.ts";
import { SeededRandom } from "../../testing/seeded-random.ts";
import { ProtocolError } from "../errors.ts";
import { decodeClientMessage, decodeServerMessage } from "./codec.ts";
import { MAX_SIGNALING_LENGTH } from "./messages.ts";

const SEED = 20_261_123;
const FUZZED = 100_000;
const INVITE = '{"type":"invite","to":"0123456789abcdef","code":"048213","files":1,"bytes":1';

describe("client messages", () => {
  test.each([
    { type: "create" },
    { type: "join", code: "048213" },
    { type: "signal", description: { type: "offer", sdp: "v=0" } },
    { type: "signal", description: { type: "rollback" } },
    { type: "signal", candidate: { candidate: "", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "x" } },
    { type: "signal", candidate: { candidate: "candidate:1 1 udp 1 a.local 9 typ host", sdpMid: null } },
    { type: "signal", description: { type: "answer", sdp: "v=0" }, connection: 0 },
    { type: "signal", candidate: { candidate: "" }, connection: 1_000_000 },
    { type: "signal", renew: 2 },
    { type: "signal", description: { type: "offer", sdp: "v=0" }, connection: 3, lane: 0 },
    { type: "signal", candidate: { candidate: "" }, lane: 7 },
    { type: "signal", renew: 0, lane: 1 },
    { type: "resume", sessionId: "0".repeat(32), resumeToken: "f".repeat(32) },
    { type: "restore", sessionId: "0".repeat(32), resumeToken: "1".repeat(32), role: "sender" },
    { type: "restore", sessionId: "0".repeat(32), resumeToken: "1".repeat(32), role: "receiver" },
    { type: "ping" },
    { type: "leave" },
    { type: "announce", name: "Chrome on Linux 47", kind: "computer" },
    { type: "invite", to: "0".repeat(16), code: "048213", files: 10_000, bytes: 0 },
    { type: "withdraw", to: "f".repeat(16) },
    { type: "answer", invitation: "0".repeat(16), accepted: false },
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
    [
      "a signal with two things in it",
      '{"type":"signal","description":{"type":"offer"},"renew":1}',
      "signaling",
    ],
    ["a negative connection", '{"type":"signal","renew":-1}', "signaling"],
    ["a connection that is no whole number", '{"type":"signal","renew":1.5}', "signaling"],
    ["a lane beyond the last one", '{"type":"signal","renew":1,"lane":8}', "signaling"],
    ["a negative lane", '{"type":"signal","candidate":{"candidate":""},"lane":-1}', "signaling"],
    ["a lane that is no whole number", '{"type":"signal","renew":1,"lane":0.5}', "signaling"],
    ["a lane as a text", '{"type":"signal","description":{"type":"offer"},"lane":"1"}', "signaling"],
    ["no lane at all", '{"type":"signal","renew":1,"lane":null}', "signaling"],
    ["a lane of something else than a signal", '{"type":"ping","lane":0}', "signaling/lane"],
    [
      "a resume without its token",
      `{"type":"resume","sessionId":"${"0".repeat(32)}"}`,
      "signaling/resumeToken",
    ],
    ["a session id in capitals", `{"type":"restore","sessionId":"${"A".repeat(32)}"}`, "signaling/sessionId"],
    [
      "an unknown role",
      `{"type":"restore","sessionId":"${"0".repeat(32)}","resumeToken":"${"0".repeat(32)}","role":"x"}`,
      "signaling/role",
    ],
    ["a name with nothing to see", '{"type":"announce","name":"\\u202e","kind":"phone"}', "signaling/name"],
    [
      "a name that turns others round",
      '{"type":"announce","name":"a\\u202eb","kind":"phone"}',
      "signaling/name",
    ],
    ["a name with spaces around it", '{"type":"announce","name":" a","kind":"phone"}', "signaling/name"],
    ["a long name", `{"type":"announce","name":"${"x".repeat(41)}","kind":"phone"}`, "signaling/name"],
    ["an unknown kind of device", '{"type":"announce","name":"a","kind":"fridge"}', "signaling/kind"],
    ["an invitation with a file's name", `${INVITE},"names":["a"]}`, "signaling/names"],
    ["an invitation to nothing", `${INVITE.replace('"files":1', '"files":0')}}`, "signaling/files"],
    ["an invitation to too much", `${INVITE.replace('"files":1', '"files":10001')}}`, "signaling/files"],
    ["an invitation of half a byte", `${INVITE.replace('"bytes":1', '"bytes":0.5')}}`, "signaling/bytes"],
    [
      "an answer that is neither",
      '{"type":"answer","invitation":"0123456789abcdef","accepted":1}',
      "accepted",
    ],
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

  test(`[SIG2] ${FUZZED.toLocaleString("en")} random and mutated messages give a value or a ProtocolError, seed ${SEED}`, () => {
    const random = new SeededRandom(SEED);
    let values = 0;
    for (let i = 0; i < FUZZED; i++) {
      const text = randomFrame(random);
      try {
        decodeClientMessage(text);
        values++;
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw new Error(`threw ${error} on ${text}`);
      }
    }
    // Neither all nor none: the mutations reach the schemas.
    expect(values).toBeGreaterThan(FUZZED / 10);
    expect(values).toBeLessThan(FUZZED / 2);
  });
});

test("[SIG12] a server message with a field of the wrong kind is refused", () => {
  expect(() => decodeServerMessage('{"type":"created","code":1}')).toThrow(ProtocolError);
  expect(decodeServerMessage('{"type":"peer-left"}')).toEqual({ type: "peer-left" });
});

test.each([
  [1, true],
  [8, true],
  [0, false],
  [9, false],
  [1.5, false],
  [undefined, false],
])("[SIG25] a place may have %p lanes: %p", (lanes, isRight) => {
  const id = "0".repeat(32);
  const times = { graceMs: 1, heartbeatMs: 1 };
  const place = { sessionId: id, resumeToken: id, iceServers: [], chunkBytes: 1, ...times, lanes };
  const decode = () => decodeServerMessage(JSON.stringify({ type: "joined", ...place }));
  if (isRight) expect(decode()).toMatchObject({ lanes: lanes as number });
  else expect(decode).toThrow(ProtocolError);
});

test("[SIG23] ICE servers may come alone, and are STUN and TURN servers", () => {
  const servers = (urls: string) =>
    `{"type":"ice-servers","iceServers":[{"urls":["${urls}"],"username":"u"}]}`;
  expect(decodeServerMessage(servers("turn:a"))).toEqual({
    type: "ice-servers",
    iceServers: [{ urls: ["turn:a"], username: "u" }],
  });
  expect(() => decodeServerMessage(servers("http://a"))).toThrow(ProtocolError);
});
