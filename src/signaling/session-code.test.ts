import { expect, test } from "bun:test";
import { SeededRandom } from "../testing/seeded-random.ts";
import { drawSessionCode, drawSessionId } from "./session-code.ts";

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

test("[SIG4] a code has six digits, with leading zeros", () => {
  expect(drawSessionCode(scripted(42), () => false)).toBe("000042" as never);
});

test("[SIG4] a draw that would favour low codes is thrown away", () => {
  const limit = 4_294 * 1_000_000;
  expect(drawSessionCode(scripted(limit, 0xffffffff, limit - 1), () => false)).toBe("999999" as never);
});

test("[SIG4] a live code is never given out again", () => {
  expect(drawSessionCode(scripted(7, 7, 8), (code) => code === "000007")).toBe("000008" as never);
});

test(`[SIG4] codes spread evenly over the whole range, seed ${SEED}`, () => {
  const random = new SeededRandom(SEED);
  const buckets = new Array<number>(10).fill(0);
  for (let i = 0; i < 20_000; i++) {
    const first = Number(drawSessionCode(random, () => false)[0]);
    buckets[first] = (buckets[first] ?? 0) + 1;
  }
  // 2,000 expected; five standard deviations are about 212.
  for (const count of buckets) expect(Math.abs(count - 2_000)).toBeLessThan(212);
});

test("[SIG4] a session id is 128 bits of hex", () => {
  expect(drawSessionId({ bytes: (n) => new Uint8Array(n).fill(0x0a) })).toBe("0a".repeat(16) as never);
});
