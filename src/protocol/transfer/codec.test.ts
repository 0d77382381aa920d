import { expect, test } from "bun:test";
import { ProtocolError } from "../errors.ts";
import { decodeControl, encodeControl } from "./codec.ts";
import { MAX_CONTROL_LENGTH } from "./messages.ts";

const HASH = "a".repeat(64);

test.each([
  { type: "hello", version: 1, device: "Firefox on Android" },
  { type: "file_meta", fileId: "0000abc1", name: "a.pdf", size: 0 },
  { type: "file_meta", fileId: "0000abc1", name: "a.pdf", size: 9, hash: HASH },
  { type: "offer", files: 2, bytes: 9 },
  { type: "accept" },
  { type: "progress", fileId: "0000abc1", bytes: 5 },
  { type: "file_complete", fileId: "0000abc1", hash: HASH },
  { type: "file_failed", fileId: "0000abc1", reason: "unreadable" },
])("[XFER3] $type survives its way through JSON", (message) => {
  expect(encodeControl(decodeControl(JSON.stringify(message)))).toBe(JSON.stringify(message));
});

test.each([
  ["an unknown type", '{"type":"file_delete","fileId":"0000abc1"}'],
  ["an extra key", '{"type":"accept","all":true}'],
  ["an empty name", '{"type":"file_meta","fileId":"0000abc1","name":"","size":1}'],
  ["a name without end", `{"type":"file_meta","fileId":"0000abc1","name":"${"n".repeat(1_025)}","size":1}`],
  ["a negative size", '{"type":"file_meta","fileId":"0000abc1","name":"a","size":-1}'],
  ["a broken size", '{"type":"file_meta","fileId":"0000abc1","name":"a","size":1.5}'],
  ["a size beyond 2^53", '{"type":"file_meta","fileId":"0000abc1","name":"a","size":9007199254740992}'],
  ["a size as text", '{"type":"file_meta","fileId":"0000abc1","name":"a","size":"1"}'],
  ["a long file id", '{"type":"file_meta","fileId":"00000abc1","name":"a","size":1}'],
  ["a digest in capitals", `{"type":"file_complete","fileId":"0000abc1","hash":"${"A".repeat(64)}"}`],
  ["too many files", '{"type":"offer","files":10001,"bytes":1}'],
  ["an unknown reason", '{"type":"file_failed","fileId":"0000abc1","reason":"bored"}'],
  ["a list", "[]"],
  ["no JSON", "accept"],
])("[XFER3] %s is refused", (_, text) => {
  expect(() => decodeControl(text)).toThrow(ProtocolError);
});

test("[XFER3] a control message over the limit is refused", () => {
  expect(() => decodeControl(" ".repeat(MAX_CONTROL_LENGTH + 1))).toThrow(
    expect.objectContaining({ code: "too-large" }),
  );
});
