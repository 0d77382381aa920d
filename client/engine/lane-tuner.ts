import type { Instant, Millis } from "#protocol/time.ts";

/** How long a number of lanes is measured before more are tried. */
const MEASURE_MS = 300;

/** How long the last one is, from which it may go back: a burst must not decide. */
const LAST_MEASURE_MS = 1_500;

/** After another lane opens, its congestion window grows first. */
const SETTLE_MS = 150;

/** As long as more lanes are not slower than this part, still more are tried: one bad second must not end it. */
const NOT_WORSE = 0.5;

/**
 * In the end lanes are given back only where fewer of them were faster by this factor. Speeds vary by a quarter from
 * one second to the next where nothing has changed, more lanes lose less by one lost packet, and cost next to nothing:
 * on a link of 100 Mbit/s, which one lane could fill as well, four carried a seventh more in the long run.
 */
const CLEARLY_FASTER = 1.25;

/**
 * Below this speed all lanes are used: there a second holds too few messages to compare anything, loss is the most
 * likely reason, against which lanes help most, and they cost next to nothing.
 */
const SLOW_BYTES_PER_SECOND = 3_000_000;

/** After it was found that more lanes do not help, they are not tried again for so long. */
const REST_MS = 30_000;

/** How the present number of lanes does. */
export interface Sample {
  readonly now: Instant;
  /** Bytes that have left the device since the transfer began. */
  readonly leftBytes: number;
  /** Lanes that are open now. */
  readonly lanes: number;
  /** Whether the lanes were what held the sender up. */
  readonly heldUp: boolean;
}

/**
 * Finds how many lanes are worth having: tries more while the measured speed does not sink, and goes back to the
 * best number in the end (XFER15). Pure: time and bytes come in, a wish comes out.
 */
export class LaneTuner {
  readonly #maxLanes: number;
  /** Speed in bytes per second by number of lanes, as measured last. */
  #speeds = new Map<number, number>();
  #from: Pick<Sample, "now" | "leftBytes" | "lanes"> | undefined;
  #settledAt: Instant = 0;
  #heldUp = true;
  #wanted = 1;
  #restUntil: Instant = Number.NEGATIVE_INFINITY;
  #bytesPerSecond = 0;

  constructor(maxLanes: number) {
    this.#maxLanes = maxLanes;
  }

  /** Whether less was measured; false before anything was. */
  isBelow(bytesPerSecond: number): boolean {
    return this.#bytesPerSecond > 0 && this.#bytesPerSecond < bytesPerSecond;
  }

  /** Nothing moves, or the channels are others: what was measured so far does not count on. */
  pause(): void {
    this.#from = undefined;
  }

  /** The channels are lost; everything is found out anew. */
  reset(): void {
    this.#from = undefined;
    this.#speeds.clear();
    this.#wanted = 1;
    this.#restUntil = Number.NEGATIVE_INFINITY;
  }

  /** @returns how many lanes are wanted */
  add(sample: Sample): number {
    const { now, leftBytes, lanes } = sample;
    const from = this.#from;
    if (!from || from.lanes !== lanes) {
      this.#settledAt = from ? now + SETTLE_MS : now;
      this.#begin(sample);
      return this.#wanted;
    }
    if (from.now < this.#settledAt) {
      this.#begin(sample);
      return this.#wanted;
    }
    this.#heldUp &&= sample.heldUp;
    const spanMs: Millis = now - from.now;
    if (spanMs < (lanes < this.#maxLanes ? MEASURE_MS : LAST_MEASURE_MS)) return this.#wanted;
    this.#bytesPerSecond = ((leftBytes - from.leftBytes) / spanMs) * 1_000;
    // Lanes that had to wait for the disk, or for the receiver, tell nothing about more lanes.
    if (this.#heldUp) this.#decide(lanes, now);
    this.#begin(sample);
    return this.#wanted;
  }

  #begin({ now, leftBytes, lanes }: Sample): void {
    this.#from = { now, leftBytes, lanes };
    this.#heldUp = true;
  }

  #decide(lanes: number, now: Instant): void {
    if (lanes < this.#wanted) return; // one that is wanted is not open yet
    if (this.#bytesPerSecond < SLOW_BYTES_PER_SECOND) {
      this.#wanted = this.#more(lanes);
      this.#speeds.clear();
      return;
    }
    if (now < this.#restUntil) return;
    const fewer = [...this.#speeds].filter(([count]) => count < lanes).at(-1)?.[1];
    this.#speeds.set(lanes, this.#bytesPerSecond);
    const isWorse = fewer !== undefined && this.#bytesPerSecond < fewer * NOT_WORSE;
    if (lanes < this.#maxLanes && !isWorse) {
      this.#wanted = this.#more(lanes);
      return;
    }
    this.#wanted = this.#best();
    this.#speeds.clear();
    this.#restUntil = now + REST_MS;
  }

  /** One step to four: with one more at a time, the noise of a moment sent half of the transfers back to one. */
  #more(lanes: number): number {
    return Math.min(lanes * 4, this.#maxLanes);
  }

  /** Those measured last, unless fewer were clearly faster. */
  #best(): number {
    const [lanes, speed] = [...this.#speeds].at(-1) ?? [1, 0];
    const [fastest, top] = [...this.#speeds].reduce((best, next) => (next[1] > best[1] ? next : best));
    return top > speed * CLEARLY_FASTER ? fastest : lanes;
  }
}
