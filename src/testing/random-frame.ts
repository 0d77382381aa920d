import type { SeededRandom } from "./seeded-random.ts";

/** Stands for the id of a session that nobody has left yet, another one each time. */
const ANY_ID = "0123456789abcdef".repeat(2);

/** One of each kind that a browser may send. */
const SAMPLES = [
  { type: "create" },
  { type: "join", code: "048213" },
  { type: "resume", sessionId: ANY_ID, resumeToken: "fedcba9876543210".repeat(2) },
  { type: "restore", sessionId: ANY_ID, resumeToken: "f".repeat(32), role: "sender" },
  { type: "signal", description: { type: "offer", sdp: "v=0\r\n" }, connection: 1, lane: 2 },
  { type: "signal", candidate: { candidate: "x", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: null } },
  { type: "admit", more: true },
  { type: "signal", renew: 3 },
  { type: "ping" },
  { type: "leave" },
  { type: "announce", name: "Anna's Pixel", kind: "phone" },
  { type: "invite", to: "0123456789abcdef", code: "048213", files: 3, bytes: 1_048_576 },
  { type: "withdraw", to: "0123456789abcdef" },
  { type: "answer", invitation: "0123456789abcdef", accepted: true },
].map((message) => JSON.stringify(message));

const INSERTS = [
  ...["", "", "\0", '"', "{", "}", "[", "]", ",", ":", "9", "-1", "1e999", "null", "true", "\\u0000"],
  ...['"type":', '"__proto__":', '"constructor":{}', "\ud800", "\u202e", "\u{1f600}", "१", "[[[[[[[["],
];

/** A text frame that is random, or a real message with up to three wounds. */
export function randomFrame(random: SeededRandom): string {
  const kind = random.below(10);
  if (kind === 0) return random.bytes(random.below(60)).toBase64();
  if (kind === 1) return String.fromCharCode(...random.bytes(random.below(40)));
  let text = random.pick(SAMPLES).replace(ANY_ID, random.bytes(16).toHex());
  for (let i = random.below(4); i > 0; i--) text = wounded(text, random);
  return text;
}

function wounded(text: string, random: SeededRandom): string {
  const at = random.below(text.length + 1);
  if (random.below(8) === 0) return text.slice(0, at);
  if (random.below(8) === 0) return text.slice(0, at) + random.pick(SAMPLES) + text.slice(at);
  return text.slice(0, at) + random.pick(INSERTS) + text.slice(at + random.below(4));
}
