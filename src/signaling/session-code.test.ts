import { expect, test } from "bun:test";
import { SeededRandom } from "../testing/seeded-random.ts";
import { drawResumeToken, drawSessionCode, drawSessionId } from "./session-code.ts";

const SEED = 31;

/** Gives out these 32-bit numbers, one after the other. */
function scripted(...draws: number[]) {
  return {
    bytes(length: number) {
      const bytes = new Uint8Array(length);
      new DataView(bytes.buffer).setUint32(0, draws.shift() ?? 0);
      return bytes;
    },
  };
}

test.each([
  ["leading zeros", 42, "000042"],
  ["the lowest draw", 0, "000000"],
  ["the highest fair draw", 4_294 * 1_000_000 - 1, "999999"],
])("[SIG4] a code has six digits: %s", (_, draw, code) => {
  expect(drawSessionCode(scripted(draw))).toBe(code as never);
});

test("[SIG4] a draw that would favour low codes is thrown away", () => {
  const limit = 4_294 * 1_000_000;
  expect(drawSessionCode(scripted(limit, 0xffffffff, limit - 2))).toBe("999998" as never);
});

test(`[SIG4] codes spread evenly over the whole range, seed ${SEED}`, () => {
  const random = new SeededRandom(SEED);
  const buckets = new Array<number>(10).fill(0);
  for (let i = 0; i < 20_000; i++) {
    const first = Number(drawSessionCode(random)[0]);
    buckets[first] = (buckets[first] ?? 0) + 1;
  }
  // 2,000 expected; five standard deviations are about 212.
  for (const count of buckets) expect(Math.abs(count - 2_000)).toBeLessThan(212);
});

test("[SIG4] a session id and a resume token are 128 bits of hex", () => {
  for (const draw of [drawSessionId, drawResumeToken]) {
    const asked: number[] = [];
    const bytes = (length: number) => {
      asked.push(length);
      return new Uint8Array(length).fill(0x0a);
    };
    expect(draw({ bytes })).toBe("0a".repeat(16) as never);
    expect(asked).toEqual([16]);
  }
});
