import { describe, expect, test } from "bun:test";
import { crc32 } from "../crc32.ts";
import { ProtocolError } from "../errors.ts";
import { decodeControl, decodeControls, encodeControl, joinControls } from "./codec.ts";
import { type ControlMessage, MAX_CONTROL_LENGTH, MAX_LISTED_HASHES, MAX_LISTED_RANGES } from "./messages.ts";

const HASH = "a".repeat(64);
const ID = "0000abc1";

/** A message from outside, with the right checksum for whatever it says. */
function checked(body: string): string {
  const crc = crc32(new TextEncoder().encode(body)).toString(16).padStart(8, "0");
  return `{"crc":"${crc}",${body.slice(1)}`;
}

const MESSAGES = [
  { type: "hello", version: 1, device: "Firefox on Android" },
  { type: "lanes", wanted: 4 },
  { type: "away" },
  { type: "choosing", choosing: true },
  { type: "file_meta", fileId: ID, name: "ä.pdf", size: 0 },
  { type: "file_meta", fileId: ID, name: "a.pdf", size: 9, path: "trip/day 1", hash: HASH },
  { type: "file_meta", fileId: ID, name: "Text", size: 9, kind: "text" },
  { type: "offer", offer: 0, files: 2, bytes: 9 },
  { type: "capacity", offer: 0, method: "opfs", freeBytes: null },
  { type: "accept", offer: 3 },
  { type: "decline", offer: 3 },
  { type: "piece", fileId: ID, end: 4_194_304, hash: HASH },
  { type: "piece", fileId: ID, end: 4_194_304, hash: HASH, packed: 17 },
  { type: "piece", fileId: ID, end: 4_194_304, hash: HASH, same: true },
  { type: "resume", fileId: ID, bytes: 0, hash: null, ranges: [[0, 5]] },
  { type: "have", fileId: ID, from: 0, hashes: [HASH] },
  { type: "progress", fileId: ID, bytes: 5, kept: 4 },
  { type: "resend", fileId: ID, range: [0, 5] },
  { type: "restart", fileId: ID },
  { type: "file_complete", fileId: ID, hash: HASH },
  { type: "file_verified", fileId: ID, hash: HASH },
  { type: "file_failed", fileId: ID, reason: "no-room" },
  { type: "withdraw", fileId: ID, reason: "changed" },
  { type: "pause", paused: true },
];

describe("a control message", () => {
  test.each(MESSAGES)("[XFER3] of type $type survives its way through JSON", (message) => {
    const text = encodeControl(message as ControlMessage);
    expect(JSON.parse(text)).toMatchObject(message);
    expect(decodeControl(text)).toEqual(message as ControlMessage);
  });

  test("[XFER3] with any one character changed is refused", () => {
    for (const message of MESSAGES) {
      const text = encodeControl(message as ControlMessage);
      for (let at = 0; at < text.length; at++) {
        const other = text[at] === "0" ? "1" : "0";
        expect(() => decodeControl(text.slice(0, at) + other + text.slice(at + 1))).toThrow(ProtocolError);
      }
    }
  });

  test("[XFER3] at its longest keeps within the limit", () => {
    const size = Number.MAX_SAFE_INTEGER;
    const longest: ControlMessage[] = [
      { type: "have", fileId: ID, from: size, hashes: Array(MAX_LISTED_HASHES).fill(HASH) } as ControlMessage,
      {
        type: "resume",
        fileId: ID,
        bytes: size,
        hash: HASH,
        ranges: Array(MAX_LISTED_RANGES).fill([size, size]),
      } as ControlMessage,
    ];
    for (const message of longest) {
      const text = encodeControl(message);
      expect(text.length).toBeLessThanOrEqual(MAX_CONTROL_LENGTH);
      expect(decodeControl(text)).toEqual(message);
    }
  });

  test("[XFER3] over the limit is refused", () => {
    expect(() => decodeControl(" ".repeat(MAX_CONTROL_LENGTH + 1))).toThrow(
      expect.objectContaining({ code: "too-large" }),
    );
  });
});

describe("several control messages in one text", () => {
  const texts = MESSAGES.slice(0, 3).map((message) => encodeControl(message as ControlMessage));

  test("[XFER3] are an array of them, and one alone is no array", () => {
    expect(JSON.parse(joinControls(texts))).toHaveLength(3);
    expect(decodeControls(joinControls(texts))).toEqual(MESSAGES.slice(0, 3) as ControlMessage[]);
    expect(joinControls(texts.slice(0, 1))).toBe(texts[0] ?? "");
    expect(decodeControls(texts[0] ?? "")).toEqual(MESSAGES.slice(0, 1) as ControlMessage[]);
  });

  test("[XFER3] are refused with any one character changed, also between them", () => {
    const text = joinControls(texts);
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === "0" ? "1" : "0";
      expect(() => decodeControls(text.slice(0, at) + other + text.slice(at + 1))).toThrow(ProtocolError);
    }
  });

  test.each([
    ["nothing of them is known", '[{"crc":"00000000"}]'],
    ["they are not closed", "["],
    ["there is space between them", `[${texts.join(", ")}]`],
    ["they are arrays themselves", `[[${texts[0]}]]`],
    ["together they are over the limit", `[${Array(400).fill(texts[0]).join(",")}]`],
  ])("[XFER3] are refused where %s", (_, text) => {
    expect(() => decodeControls(text)).toThrow(ProtocolError);
  });
});

test.each([
  ["an unknown type", '{"type":"file_delete","fileId":"0000abc1"}'],
  ["an extra key", '{"type":"accept","offer":0,"all":true}'],
  ["an empty name", '{"type":"file_meta","fileId":"0000abc1","name":"","size":1}'],
  ["an empty path", '{"type":"file_meta","fileId":"0000abc1","name":"a","path":"","size":1}'],
  ["a name without end", `{"type":"file_meta","fileId":"0000abc1","name":"${"n".repeat(1_025)}","size":1}`],
  [
    "a path without end",
    `{"type":"file_meta","fileId":"0000abc1","name":"a","path":"${"n".repeat(4_097)}","size":1}`,
  ],
  ["another kind", '{"type":"file_meta","fileId":"0000abc1","name":"a","size":1,"kind":"html"}'],
  ["a negative size", '{"type":"file_meta","fileId":"0000abc1","name":"a","size":-1}'],
  ["a broken size", '{"type":"file_meta","fileId":"0000abc1","name":"a","size":1.5}'],
  ["a size beyond 2^53", '{"type":"file_meta","fileId":"0000abc1","name":"a","size":9007199254740992}'],
  ["a size as text", '{"type":"file_meta","fileId":"0000abc1","name":"a","size":"1"}'],
  ["a long file id", '{"type":"file_meta","fileId":"00000abc1","name":"a","size":1}'],
  ["a digest in capitals", `{"type":"file_complete","fileId":"0000abc1","hash":"${"A".repeat(64)}"}`],
  ["too many files", '{"type":"offer","offer":0,"files":10001,"bytes":1}'],
  ["too many offers", '{"type":"offer","offer":1001,"files":1,"bytes":1}'],
  ["an offer without a number", '{"type":"offer","files":1,"bytes":1}'],
  ["an unknown reason", '{"type":"file_failed","fileId":"0000abc1","reason":"bored"}'],
  ["an unknown way of saving", '{"type":"capacity","offer":0,"method":"tape","freeBytes":1}'],
  ["more lanes than there are", '{"type":"lanes","wanted":9}'],
  ["no lane at all", '{"type":"lanes","wanted":0}'],
  [
    "a piece that is not the same",
    `{"type":"piece","fileId":"0000abc1","end":1,"hash":"${HASH}","same":false}`,
  ],
  ["a range of three numbers", '{"type":"resend","fileId":"0000abc1","range":[0,1,2]}'],
  ["a range of one number", '{"type":"resend","fileId":"0000abc1","range":[0]}'],
  ["a negative range", '{"type":"resend","fileId":"0000abc1","range":[-1,2]}'],
  [
    "too many ranges",
    `{"type":"resume","fileId":"0000abc1","bytes":0,"hash":null,"ranges":[${Array(257).fill("[0,1]")}]}`,
  ],
  [
    "too many digests",
    `{"type":"have","fileId":"0000abc1","from":0,"hashes":[${Array(201).fill(`"${HASH}"`)}]}`,
  ],
  ["a pause that is neither", '{"type":"pause","paused":"yes"}'],
  ["a choice that is neither", '{"type":"choosing"}'],
])("[XFER3] %s is refused", (_, body) => {
  expect(() => decodeControl(checked(body))).toThrow(ProtocolError);
});

test.each([
  ["a list", "[]"],
  ["no JSON", "accept"],
  ["a number", "5"],
  ["null", "null"],
  ["no checksum", '{"type":"away"}'],
  ["a checksum in another place", '{"type":"away","crc":"00000000"}'],
  ["a wrong checksum", '{"crc":"00000000","type":"away"}'],
])("[XFER3] %s is refused", (_, text) => {
  expect(() => decodeControl(text)).toThrow(ProtocolError);
});
