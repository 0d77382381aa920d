import { expect, test } from "bun:test";
import { SeededRandom } from "../../testing/seeded-random.ts";
import { ProtocolError } from "../errors.ts";
import { fileId } from "../ids.ts";
import { decodeFrame, FRAME_HEADER_BYTES, writeFrameHeader } from "./frame.ts";

const SEED = 4_711;

test.each([
  ["file bytes", false, "01"],
  ["packed bytes", true, "02"],
])("[XFER2] the header of %s is laid out as documented", (_, isPacked, kind) => {
  const frame = { fileId: fileId(0xdeadbeef), offset: 0x1_0000_0002, isPacked };
  const message = new Uint8Array(FRAME_HEADER_BYTES + 2);
  writeFrameHeader(message, frame);
  message.set([0xaa, 0xbb], FRAME_HEADER_BYTES);
  expect(message.toHex()).toBe(`${kind}000000${"deadbeef"}${"0000000100000002"}${"aabb"}`);
  expect(decodeFrame(message.buffer)).toEqual({ ...frame, bytes: new Uint8Array([0xaa, 0xbb]) });
});

test.each([
  ["no bytes behind the header", "01000000deadbeef0000000000000000", "truncated"],
  ["a cut header", "01000000de", "truncated"],
  ["nothing", "", "truncated"],
  ["an unknown kind", "03000000deadbeef0000000000000000aa", "bad-value"],
  ["reserved bits", "01000001deadbeef0000000000000000aa", "bad-value"],
  ["an offset beyond 2^53", "01000000deadbeef0020000000000000aa", "bad-value"],
])("[XFER2] %s is refused", (_, hex, code) => {
  expect(() => decodeFrame(Uint8Array.fromHex(hex).buffer)).toThrow(expect.objectContaining({ code }));
});

test(`[XFER2] 50,000 random messages give a frame or a ProtocolError, seed ${SEED}`, () => {
  const random = new SeededRandom(SEED);
  for (let i = 0; i < 50_000; i++) {
    const bytes = random.bytes(random.below(24));
    if (random.below(2) === 0) bytes.set([1 + random.below(2), 0, 0, 0].slice(0, bytes.length));
    try {
      const frame = decodeFrame(bytes.buffer);
      expect(frame.bytes.byteLength).toBe(bytes.byteLength - FRAME_HEADER_BYTES);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
    }
  }
});
