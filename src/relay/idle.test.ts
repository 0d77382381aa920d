import { describe, expect, test } from "bun:test";
import type { Millis } from "#protocol/time.ts";
import type { RelayTestClient } from "../testing/relay-test-client.ts";
import { textOf } from "../testing/socket-addresses.ts";
import { TestRelay } from "../testing/test-relay.ts";

const SECOND: Millis = 1_000;
const MINUTE: Millis = 60 * SECOND;
const HOUR: Millis = 60 * MINUTE;
const CHANNEL = 0x4000;

/** Every how many seconds somebody asks again for what runs out. */
interface Habits {
  readonly refresh: number;
  readonly permit?: number;
  readonly bind?: number;
}

/** As the sources of both browsers have it, and the laziest that the RFC allows. */
const HABITS: readonly [string, Habits][] = [
  ["Chromium", { refresh: 540, bind: 240 }],
  ["Firefox", { refresh: 590, permit: 290 }],
  ["the RFC's timers", { refresh: 540, permit: 240, bind: 540 }],
];

/** Asks again for what it is time for. @returns how many requests found their nonce stale */
function keepUp(client: RelayTestClient, peer: RelayTestClient, habits: Habits, second: number): number {
  const before = client.user.nonce;
  const outcomes: unknown[] = [];
  if (second % habits.refresh === 0) outcomes.push(client.refresh().outcome);
  if (habits.permit && second % habits.permit === 0) outcomes.push(client.permit(peer.relayed).outcome);
  if (habits.bind && second % habits.bind === 0) outcomes.push(client.bind(CHANNEL, peer.relayed).outcome);
  expect(outcomes.filter((outcome) => outcome !== "success")).toEqual([]);
  return client.user.nonce === before ? 0 : 1;
}

/** One message each way, on the channel where there is one. */
function exchange(a: RelayTestClient, b: RelayTestClient, { bind }: Habits): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    if (bind) from.sendOn(CHANNEL, "still there");
    else from.sendTo(to.relayed, "still there");
    expect(to.heard()).toEqual([{ from: bind ? CHANNEL : textOf(from.relayed), data: "still there" }]);
  }
}

describe.each([...HABITS])("a pair that is idle, and keeps up as %s does", (_, habits) => {
  test.each([
    ["12 minutes", 12 * MINUTE],
    ["3 hours", 3 * HOUR],
  ])("[TURN22] is usable all the time for %s, beyond the life of its credentials", (_name, ms) => {
    const test = new TestRelay();
    const user = () => test.user("a-session", { expiresAt: test.clock.wall() + 5 * MINUTE });
    const [a, b] = [test.allocated({ user: user() }), test.allocated({ user: user(), transport: "tcp" })];
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      if (habits.bind) one.bind(CHANNEL, other.relayed);
      else one.permit(other.relayed);
    }
    let renewals = 0;
    for (let second = 1; second <= ms / SECOND; second++) {
      test.pass(SECOND);
      renewals += keepUp(a, b, habits, second) + keepUp(b, a, habits, second);
      if (second % 60 === 59) exchange(a, b, habits);
    }
    // A nonce lives ten minutes and is renewed with the first request after that.
    expect(renewals).toBeGreaterThanOrEqual(2 * Math.floor(ms / (15 * MINUTE)));
    expect([test.allocations, test.drops]).toEqual([2, {}]);
  });
});

describe("a pair that refreshes nothing", () => {
  test("[TURN22] loses its permissions after five minutes, channels and allocations after ten", () => {
    const test = new TestRelay();
    const [a, b] = test.pair();
    const works = () => {
      a.sendOn(0x4000, "?");
      return b.heard().length === 1;
    };
    test.pass(5 * MINUTE - SECOND);
    expect(works()).toBe(true);
    test.pass(SECOND);
    expect([works(), test.drops]).toEqual([false, { "no-permission": 1 }]);
    expect(a.allocation?.permissionCount).toBe(0);
    test.pass(5 * MINUTE - SECOND);
    expect([a.allocation?.channelCount, test.allocations]).toEqual([1, 2]);
    test.pass(SECOND);
    expect([works(), test.drops, test.allocations]).toEqual([
      false,
      { "no-permission": 1, "no-allocation": 1 },
      0,
    ]);
  });

  test("[TURN22] is not kept alive by the data that it exchanges", () => {
    const test = new TestRelay();
    const [a, b] = test.pair();
    let last = 0;
    for (let second = 1; second <= 700; second++) {
      test.pass(SECOND);
      a.sendOn(0x4000, "x");
      b.sendOn(0x4001, "x");
      if (a.heard().length + b.heard().length === 2) last = second;
    }
    expect([last, test.allocations]).toEqual([299, 0]);
  });
});
