import { expect, test } from "bun:test";
import { REQUEST } from "../../testing/vectors/rfc5769.ts";
import { classOf, HEADER_BYTES, isStun, METHOD, type MessageClass, messageType, methodOf } from "./header.ts";

const HEADER = "000100002112a442000000000000000000000000";

test.each<[string, number, MessageClass]>([
  ["0x0001", METHOD.binding, "request"],
  ["0x0011", METHOD.binding, "indication"],
  ["0x0101", METHOD.binding, "success"],
  ["0x0111", METHOD.binding, "error"],
  ["0x0003", METHOD.allocate, "request"],
  ["0x0103", METHOD.allocate, "success"],
  ["0x0113", METHOD.allocate, "error"],
  ["0x0004", METHOD.refresh, "request"],
  ["0x0104", METHOD.refresh, "success"],
  ["0x0114", METHOD.refresh, "error"],
  ["0x0016", METHOD.send, "indication"],
  ["0x0017", METHOD.data, "indication"],
  ["0x0008", METHOD.createPermission, "request"],
  ["0x0108", METHOD.createPermission, "success"],
  ["0x0118", METHOD.createPermission, "error"],
  ["0x0009", METHOD.channelBind, "request"],
  ["0x0109", METHOD.channelBind, "success"],
  ["0x0119", METHOD.channelBind, "error"],
  ["0x0020", 0x010, "request"],
  ["0x0200", 0x080, "request"],
  ["0x3eef", 0xfff, "request"],
  ["0x3fff", 0xfff, "error"],
])("[STUN1] type %s is method %i, %s", (hex, method, messageClass) => {
  const type = Number(hex);
  expect(methodOf(type)).toBe(method);
  expect(classOf(type)).toBe(messageClass);
  expect(messageType(method, messageClass)).toBe(type);
});

test("[STUN1] each of the 16,384 types is one method and one class", () => {
  const wrong = Array.from({ length: 0x4000 }, (_, type) => type).filter(
    (type) => methodOf(type) > 0xfff || messageType(methodOf(type), classOf(type)) !== type,
  );
  expect(wrong).toEqual([]);
});

test.each([
  ["a header alone", HEADER],
  ["any type", HEADER.replace("0001", "3fff")],
  ["an attribute behind it", `${HEADER.replace("00010000", "00010004")}00060000`],
  ["bytes in place of attributes", `${HEADER.replace("00010000", "00010004")}ffffffff`],
])("[STUN1] %s is STUN by its header", (_, hex) => {
  expect(isStun(Uint8Array.fromHex(hex))).toBe(true);
});

test.each([
  ["nothing", ""],
  ["one byte", "00"],
  ["a cut header", HEADER.slice(0, -2)],
  ["a first bit", HEADER.replace("0001", "8001")],
  ["a second bit, as ChannelData has it", HEADER.replace("0001", "4001")],
  ["both bits, as RTP and DTLS have them", HEADER.replace("0001", "c001")],
  ["a length over the end", HEADER.replace("00010000", "00010004")],
  ["a length before the end", `${HEADER}00060000`],
  ["a length that is no multiple of four", `${HEADER.replace("00010000", "00010002")}0006`],
  ["a byte behind it", `${HEADER}00`],
  ["the cookie's first byte wrong", HEADER.replace("2112a442", "2012a442")],
  ["the cookie's last byte wrong", HEADER.replace("2112a442", "2112a443")],
  ["no cookie, as in RFC 3489", HEADER.replace("2112a442", "00000000")],
])("[STUN1] %s is not STUN", (_, hex) => {
  expect(isStun(Uint8Array.fromHex(hex))).toBe(false);
});

test("[STUN1] a message cut anywhere is not STUN", () => {
  const lengths = Array.from(REQUEST.keys()).filter((length) => isStun(REQUEST.subarray(0, length)));
  expect(REQUEST.length).toBeGreaterThan(HEADER_BYTES);
  expect(lengths).toEqual([]);
});
