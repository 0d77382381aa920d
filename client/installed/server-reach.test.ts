import { expect, test } from "bun:test";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import { reachOf } from "../platform/server-reach.ts";
import { type Reach, watchReach } from "./server-reach.ts";

const settled = () => Promise.resolve().then(() => Promise.resolve());

/** A page that asks a server, which answers as the test says. */
function setUp(first: Reach) {
  const clock = new FakeClock();
  const server = { says: first, asked: 0 };
  let wake = () => {};
  const ask = async () => {
    server.asked++;
    return server.says;
  };
  const reach = watchReach({ ask, clock, onWake: (then) => (wake = then) });
  return { clock, server, reach, wake: () => wake() };
}

test("[PWA4] a server that is there is asked once, and again when the device wakes up", async () => {
  const page = setUp("here");
  expect(page.reach()).toBeUndefined();
  await settled();
  page.clock.advance(600_000);
  expect([page.reach(), page.server.asked]).toEqual(["here", 1]);
  page.server.says = "away";
  page.wake();
  await settled();
  expect([page.reach(), page.server.asked]).toEqual(["away", 2]);
});

test("[PWA4] one that is away is asked after 1, 2, 4 … 30 s, until it is back", async () => {
  const page = setUp("away");
  await settled();
  expect(page.reach()).toBe("away");
  for (const pauseMs of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
    const { asked } = page.server;
    page.clock.advance(pauseMs - 1);
    await settled();
    expect(page.server.asked).toBe(asked);
    page.clock.advance(1);
    await settled();
    expect(page.server.asked).toBe(asked + 1);
  }
  page.server.says = "here";
  page.clock.advance(30_000);
  await settled();
  expect(page.reach()).toBe("here");
  const { asked } = page.server;
  page.clock.advance(600_000);
  expect(page.server.asked).toBe(asked);
});

test("[PWA4] a device that wakes up asks at once, and in short pauses again", async () => {
  const page = setUp("away");
  for (let i = 0; i < 6; i++) {
    await settled();
    page.clock.advance(30_000);
  }
  await settled();
  page.wake();
  await settled();
  const { asked } = page.server;
  page.clock.advance(1_000);
  expect(page.server.asked).toBe(asked + 1);
});

const JSON_TYPE = "application/json;charset=utf-8";

test.each([
  ["our server", "basic", 200, JSON_TYPE, "here"],
  ["our server when it stops", "basic", 503, JSON_TYPE, "away"],
  ["a proxy with nobody behind it", "basic", 502, "text/html", "away"],
  ["a proxy that leads to a login", "opaqueredirect", 0, null, "login"],
  ["a proxy that wants a login", "basic", 401, "text/html", "login"],
  ["a proxy's own page", "basic", 200, "text/html", "login"],
] as const)("[PWA4] %s is told by its answer", (_, type, status, contentType, reach) => {
  const headers = new Headers(contentType ? { "Content-Type": contentType } : {});
  expect(reachOf({ type, status, headers })).toBe(reach);
});
