import { expect, test } from "bun:test";
import { FakeClock } from "../testing/fake-clock.ts";
import { status } from "./status.ts";

test("[HTTP1] a server that stops answers 503", async () => {
  const clock = new FakeClock();
  const source = {
    clock,
    startedAt: clock.now(),
    version: "1.0.0",
    isStopping: () => true,
    counts: async () => ({}),
  };
  const response = await status(source).handle(new Request("http://localhost/health"));
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ status: "stopping" });
});
