import { expect, test } from "bun:test";
import { selfCheckLater } from "./self-check-later.ts";
import { FakeClock } from "./testing/fake-clock.ts";
import { MemoryLog } from "./testing/memory-log.ts";

test.each([
  [false, "checks itself a second after its start", 1],
  [true, "that stops before does not check itself", 0],
])("[DIAG9] a server (stopping: %p) %s", (isStopping, _, expected) => {
  const [clock, log] = [new FakeClock(), new MemoryLog()];
  let checks = 0;
  selfCheckLater({ isStopping: () => isStopping }, { clock, log }, async () => {
    checks++;
  });
  clock.advance(999);
  expect(checks).toBe(0);
  clock.advance(1);
  expect([checks, log.lines]).toEqual([expected, []]);
});

test("[DIAG9] a check whose part cannot be loaded is logged and no more", async () => {
  const clock = new FakeClock();
  const logged = Promise.withResolvers<string>();
  const log = { write: (level: string, event: string) => logged.resolve(`${level} ${event}`) };
  selfCheckLater(
    { isStopping: () => false },
    { clock, log },
    () => import(["./no", "such-part.ts"].join("-")),
  );
  clock.advance(1_000);
  expect(await logged.promise).toBe("error self-check-fault");
});
