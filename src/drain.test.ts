import { expect, test } from "bun:test";
import { drain } from "./drain.ts";
import { FakeClock } from "./testing/fake-clock.ts";

/** Half seconds that pass until it is done, with so many bytes relayed in each. */
async function looksUntilDrained(bytesOf: (look: number) => number): Promise<number> {
  const clock = new FakeClock();
  let [bytes, isDone, looks] = [1_000_000, false, 0];
  const drained = drain(clock, () => bytes).then(() => {
    isDone = true;
  });
  while (!isDone && looks < 100) {
    bytes += bytesOf(looks++);
    clock.advance(500);
    await new Promise(setImmediate);
  }
  await drained;
  return looks;
}

test("[HTTP7] a server from which nobody gets bytes says for a second that it stops", async () => {
  expect(await looksUntilDrained(() => 0)).toBe(2);
});

test("[HTTP7] signs of life between two devices hold nothing up", async () => {
  expect(await looksUntilDrained(() => 2_000)).toBe(2);
});

test("[HTTP7] a transfer through the relay may end", async () => {
  expect(await looksUntilDrained((look) => (look < 6 ? 5_000_000 : 300))).toBe(7);
});

test("[HTTP7] seven seconds are the most that it gets", async () => {
  expect(await looksUntilDrained(() => 5_000_000)).toBe(14);
});
