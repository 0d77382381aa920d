import type { Instant, Millis } from "#protocol/time.ts";
import { SpeedMeter } from "./speed-meter.ts";
import { inSteps, TimeLeft } from "./time-left.ts";

/** How far back the speed looks that is shown: steady enough to be read, and quick to show a change. */
const SPEED_OVER_MS = 3_000;

/** How far back the time left looks. */
const TIME_LEFT_OVER_MS = 15_000;

/** Before so much is measured nothing is shown: it would only be noise. */
const MIN_SPEED_MS = 400;
const MIN_TIME_LEFT_MS = 1_000;

export interface Rate {
  readonly bytesPerSecond: number;
  /** Until all bytes are there, in steps that people use; undefined while it cannot be told. */
  readonly remainingMs: Millis | undefined;
}

/** Speed and time left from the bytes that have moved so far (PAGE4, FLOW4). */
export class RateMeter {
  readonly #speed = new SpeedMeter(SPEED_OVER_MS);
  readonly #steady = new SpeedMeter(TIME_LEFT_OVER_MS);
  readonly #timeLeft = new TimeLeft();

  /** @param bytes moved in all; never less than before */
  add(bytes: number, at: Instant): void {
    this.#speed.add(bytes, at);
    this.#steady.add(bytes, at);
  }

  /** Nothing moves, and that is meant so: the time until the next `add` does not count. */
  pause(): void {
    this.#speed.pause();
    this.#steady.pause();
    this.#timeLeft.pause();
  }

  /** @returns undefined while there is too little to tell */
  rate(leftBytes: number, now: Instant): Rate | undefined {
    const bytesPerSecond = this.#speed.bytesPerSecond;
    if (!bytesPerSecond || this.#speed.activeMs < MIN_SPEED_MS) return undefined;
    const isTold = this.#steady.activeMs >= MIN_TIME_LEFT_MS;
    const leftMs = isTold ? this.#timeLeft.show(leftBytes, this.#steady.bytesPerSecond, now) : undefined;
    return { bytesPerSecond, remainingMs: leftMs === undefined ? undefined : inSteps(leftMs) };
  }
}
