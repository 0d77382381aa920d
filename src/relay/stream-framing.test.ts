import { describe, expect, test } from "bun:test";
import { ProtocolError } from "#protocol/errors.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { MessageWriter } from "#protocol/stun/message.ts";
import { encodeChannelData } from "#protocol/turn/channel-data.ts";
import { SeededRandom } from "../testing/seeded-random.ts";
import { StreamFraming } from "./stream-framing.ts";

const SEED = 6_062;
const MAX = 2_048;

function stun(attributeBytes: number): Uint8Array {
  return new MessageWriter(METHOD.binding, "request", new Uint8Array(12)).addBytes(
    0x8022,
    new Uint8Array(attributeBytes),
  ).bytes;
}

function channelData(bytes: number): Uint8Array {
  return Buffer.concat([encodeChannelData(0x4000, new Uint8Array(bytes).fill(7)), Buffer.alloc(-bytes & 3)]);
}

function take(framing: StreamFraming, chunk: Uint8Array, max = MAX): string[] {
  return [...framing.take(chunk, max)].map((message) => Buffer.from(message).toString("hex"));
}

const hex = (messages: readonly Uint8Array[]) =>
  messages.map((message) => Buffer.from(message).toString("hex"));

const MESSAGES = [
  stun(0),
  channelData(0),
  channelData(1),
  stun(100),
  channelData(3),
  channelData(1_200),
  stun(1),
];

describe("a stream", () => {
  test("[TURN19] of one chunk gives each message, ChannelData with its padding", () => {
    expect(take(new StreamFraming(), Buffer.concat(MESSAGES))).toEqual(hex(MESSAGES));
  });

  test("[TURN19] of single bytes gives each message as soon as it is whole", () => {
    const framing = new StreamFraming();
    const bytes = Buffer.concat(MESSAGES);
    const ends = MESSAGES.map((_, index) => Buffer.concat(MESSAGES.slice(0, index + 1)).length);
    const heard = [...bytes].map((byte) => take(framing, Uint8Array.of(byte)));
    expect(heard.flat()).toEqual(hex(MESSAGES));
    expect(heard.flatMap((messages, index) => (messages.length > 0 ? [index + 1] : []))).toEqual(ends);
  });

  test("[TURN19] keeps the beginning of a message, though the bytes it came in are used again", () => {
    const framing = new StreamFraming();
    const message = channelData(40);
    const chunk = Buffer.from(message.subarray(0, 20));
    expect(take(framing, chunk)).toEqual([]);
    chunk.fill(0);
    expect(take(framing, message.subarray(20))).toEqual(hex([message]));
  });

  test(`[TURN19] in 2,000 random chunkings gives the same messages, seed ${SEED}`, () => {
    const random = new SeededRandom(SEED);
    for (let i = 0; i < 2_000; i++) {
      const size = () => random.pick([0, 1, 2, 3, 4, random.below(200), random.below(1_500)]);
      const sent = Array.from({ length: 1 + random.below(8) }, () =>
        random.below(2) ? stun(size()) : channelData(size()),
      );
      const bytes = Buffer.concat(sent);
      const framing = new StreamFraming();
      const heard: string[] = [];
      for (let at = 0; at < bytes.length; ) {
        const end = at + 1 + random.below(random.pick([2, 30, 2_000]));
        heard.push(...take(framing, bytes.subarray(at, end)));
        at = end;
      }
      expect(heard).toEqual(hex(sent));
    }
  });

  test("[TURN19] may hold messages up to the limit: one that says it is longer ends it at once", () => {
    expect(take(new StreamFraming(), channelData(2_044)).length).toBe(1);
    expect(take(new StreamFraming(), channelData(65_535), 65_556).length).toBe(1);
    expect(() => take(new StreamFraming(), Uint8Array.of(0x40, 0, 0x07, 0xfd))).toThrow(ProtocolError);
    expect(() => take(new StreamFraming(), stun(2_028).subarray(0, 20))).toThrow(ProtocolError);
    expect(take(new StreamFraming(), stun(2_024)).length).toBe(1);
  });

  test.each([
    ["an HTTP request", Buffer.from("\x80GET / HTTP/1.1\r\n\r\n")],
    ["what begins with the bits 10", Uint8Array.of(0x80)],
    ["what begins with the bits 11", Uint8Array.of(0xff)],
    ["STUN without the cookie", new Uint8Array(20)],
    [
      "STUN whose length is no multiple of four",
      Uint8Array.of(0, 1, 0, 2, 0x21, 0x12, 0xa4, 0x42, ...new Uint8Array(14)),
    ],
    ["TLS", Uint8Array.of(0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, ...new Uint8Array(20))],
  ])("[TURN19] is over with %s, after the messages before it", (_, bytes) => {
    const heard: Uint8Array[] = [];
    const hear = () => {
      for (const message of new StreamFraming().take(Buffer.concat([channelData(5), bytes]), MAX)) {
        heard.push(message);
      }
    };
    expect(hear).toThrow(ProtocolError);
    expect(hex(heard)).toEqual(hex([channelData(5)]));
  });

  test(`[TURN19] of random bytes gives messages or a ProtocolError, seed ${SEED}`, () => {
    const random = new SeededRandom(SEED);
    let [refused, heard] = [0, 0];
    for (let i = 0; i < 20_000; i++) {
      const bytes = random.bytes(random.below(60));
      if (bytes.length > 3 && random.below(2)) bytes.set([0x40, 0, 0, random.below(20)]);
      const framing = new StreamFraming();
      try {
        heard += take(framing, bytes).length + take(framing, bytes).length;
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        refused++;
      }
    }
    expect([refused > 5_000, heard > 500]).toEqual([true, true]);
  });
});
