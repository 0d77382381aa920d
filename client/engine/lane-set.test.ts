import { expect, test } from "bun:test";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import { LaneSet } from "./lane-set.ts";
import type { DataLink } from "./ports.ts";

const MESSAGE = new Uint8Array(65_536);
const WINDOW_BYTES = 262_144;

/** Everything leaves it at once. */
function openLink(): DataLink {
  return {
    sendText() {},
    sendBytes() {},
    isOpen: () => true,
    queuedBytes: () => 0,
    drained: () => Promise.resolve(),
  };
}

function openLanes(count: number, clock = new FakeClock()): LaneSet {
  const lanes = new LaneSet(clock);
  for (let number = 0; number < count; number++) {
    lanes.add(number, openLink());
    lanes.use(number, MESSAGE.byteLength);
    lanes.greeted(number, false);
  }
  return lanes;
}

/** Sends until no lane is given out. @returns how many bytes went over each */
function fill(lanes: LaneSet): Map<number, number> {
  const sent = new Map<number, number>();
  for (;;) {
    const lane = lanes.pick();
    if (!lane) return sent;
    lanes.send(lane, MESSAGE);
    sent.set(lane.number, (sent.get(lane.number) ?? 0) + MESSAGE.byteLength);
  }
}

test("[XFER23] no more than the window is on its way, on however many lanes", () => {
  for (const count of [1, 4]) expect(sum(fill(openLanes(count)))).toBe(WINDOW_BYTES);
});

test("[XFER23] what is reported as arrived makes room for as much", () => {
  const lanes = openLanes(1);
  fill(lanes);
  lanes.arrived([[0, 2 * MESSAGE.byteLength]]);
  expect(sum(fill(lanes))).toBe(2 * MESSAGE.byteLength);
});

test("[XFER23] what was on its way on a lane that is lost is on its way no longer", () => {
  const lanes = openLanes(1);
  fill(lanes);
  lanes.remove(0);
  lanes.add(0, openLink());
  lanes.use(0, MESSAGE.byteLength);
  expect(sum(fill(lanes))).toBe(WINDOW_BYTES);
});

test("[XFER23] another first channel begins anew: its path may be another one", () => {
  const clock = new FakeClock();
  const lanes = openLanes(1, clock);
  let arrived = 0;
  for (let step = 0; step < 100; step++) {
    arrived += sum(fill(lanes));
    clock.advance(10);
    lanes.arrived([[0, arrived]]);
  }
  const open = sum(fill(lanes));
  expect(open).toBeGreaterThan(2 * WINDOW_BYTES);
  lanes.add(0, openLink());
  lanes.use(0, MESSAGE.byteLength);
  expect(sum(fill(lanes))).toBe(WINDOW_BYTES);
});

test("[XFER23] a report about an earlier channel of a lane, or about none, opens no window", () => {
  const lanes = openLanes(1);
  lanes.arrived([
    [0, 1e9],
    [3, 1e9],
  ]);
  expect(sum(fill(lanes))).toBe(WINDOW_BYTES);
});

const sum = (sent: ReadonlyMap<number, number>) => [...sent.values()].reduce((a, b) => a + b, 0);
