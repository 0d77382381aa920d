import { expect, test } from "bun:test";
import { FlightWindow } from "./flight-window.ts";

const LEAST_BYTES = 262_144;
const STEP_MS = 25;

/** Reports at a steady speed, in bytes per millisecond. @returns the window at the end */
function play(
  window: FlightWindow,
  from: number,
  seconds: number,
  speed: number,
  roundTripMs: number,
): number {
  let now = from;
  for (; now < from + seconds * 1_000; now += STEP_MS) {
    window.arrived(now, speed * STEP_MS);
    window.roundTrip(now, roundTripMs);
  }
  return window.bytes(now);
}

test("[XFER23] before anything is known, as much may be on its way as most queues hold", () => {
  expect(new FlightWindow().bytes(0)).toBe(LEAST_BYTES);
});

test.each([
  ["a LAN of 1 Gbit/s", 110_000, 1, 21 * 110_000],
  ["a link of 100 Mbit/s, 20 ms away", 11_500, 20, 40 * 11_500],
  ["a link of 100 Mbit/s, 200 ms away", 11_500, 200, 300 * 11_500],
  ["a slow link", 1_000, 20, LEAST_BYTES],
])(
  "[XFER23] on %s it is what a round trip takes, and what the queues hold",
  (_, speed, roundTripMs, bytes) => {
    const window = play(new FlightWindow(), 0, 5, speed, roundTripMs);
    expect(window / bytes).toBeGreaterThan(0.95);
    expect(window / bytes).toBeLessThan(1.3); // the first span ends with the report that began it
  },
);

test("[XFER23] a second in which little arrives does not make it smaller at once", () => {
  const window = new FlightWindow();
  const before = play(window, 0, 5, 20_000, 10);
  expect(play(window, 5_000, 0.5, 1_000, 10)).toBe(before);
  expect(play(window, 5_500, 2, 1_000, 10)).toBe(LEAST_BYTES);
});

test("[XFER23] every 10 s the path is emptied for a moment, which shows a longer round trip that is no queue", () => {
  const window = new FlightWindow();
  const near = play(window, 0, 9, 20_000, 10);
  expect(window.bytes(10_100)).toBe(131_072);
  expect(window.bytes(10_160)).toBe(near);
  const far = play(window, 10_175, 25, 20_000, 60);
  expect(far).toBeGreaterThan(near * 1.5);
});
