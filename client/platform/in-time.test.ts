import { expect, test } from "bun:test";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import { inTime } from "./in-time.ts";

test("[FLOW6] what never answers is an error after its time", async () => {
  const clock = new FakeClock();
  const outcome = inTime(new Promise(() => {}), 1_000, clock).catch((error: Error) => error.message);
  clock.advance(1_000);
  expect(await outcome).toBe("there was no answer in time");
});

test("[FLOW6] what answers, or fails, does so as ever, and no timer is left", async () => {
  const fake = new FakeClock();
  let left = 0;
  const clock = {
    now: () => fake.now(),
    after(ms: number, then: () => void) {
      left++;
      const cancel = fake.after(ms, then);
      return () => {
        left--;
        cancel();
      };
    },
  };
  expect(await inTime(Promise.resolve(7), 1_000, clock)).toBe(7);
  await expect(inTime(Promise.reject(new Error("gone")), 1_000, clock)).rejects.toThrow("gone");
  expect(left).toBe(0);
});
