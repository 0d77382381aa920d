import type { SeededRandom } from "../../../src/testing/seeded-random.ts";
import { DelayQueue } from "./delay-queue.ts";
import type { TunDevice } from "./tun-device.ts";

/** 4 MiB: 150 ms of 15 MB/s in packets of 1,200 bytes. */
const CAPACITY = 2_047;
/** So that a flood of one direction does not hold up the other. */
const BATCH = 64;
const MILLION = 1_000_000;

/** What happens to each packet of one direction. */
export interface OneWayOptions {
  readonly delayMs: number;
  /** Share of packets that never arrive, 0 to 1. */
  readonly lossRate: number;
  /** Draws the lost ones: the same seed loses the same packets, counted from the first. */
  readonly random: SeededRandom;
}

/** Packets of one direction so far. */
export interface OneWayCounts {
  carried: number;
  /** Lost on purpose. */
  lost: number;
  /** Lost because too many were on their way. */
  overflowed: number;
}

/** Carries packets from one device to another, late but in order. */
export class OneWay {
  readonly counts: OneWayCounts = { carried: 0, lost: 0, overflowed: 0 };
  readonly #from: TunDevice;
  readonly #to: TunDevice;
  readonly #options: OneWayOptions;
  readonly #queue = new DelayQueue(CAPACITY);

  constructor(from: TunDevice, to: TunDevice, options: OneWayOptions) {
    this.#from = from;
    this.#to = to;
    this.#options = options;
  }

  /** Whether nothing is on its way. */
  get isEmpty(): boolean {
    return this.#queue.isEmpty;
  }

  /** Takes in what was sent, a batch at most. @returns how many packets that was */
  takeIn(): number {
    for (let count = 0; count < BATCH; count += 1) {
      const { at, bytes } = this.#queue.room;
      const length = this.#from.read(at, bytes);
      if (length === 0) return count;
      // Only now, because it may have been sent during this very batch, and nothing may arrive too early.
      this.#accept(length, performance.now() + this.#options.delayMs);
    }
    return BATCH;
  }

  /** Lets arrive what is due. */
  letOut(): void {
    const nowMs = performance.now();
    for (let packet = this.#queue.due(nowMs); packet; packet = this.#queue.due(nowMs)) {
      this.#to.write(packet.at, packet.bytes);
      this.#queue.shift();
      this.counts.carried += 1;
    }
  }

  #accept(bytes: number, dueMs: number): void {
    const { lossRate, random } = this.#options;
    if (random.below(MILLION) < lossRate * MILLION) this.counts.lost += 1;
    else if (!this.#queue.push(bytes, dueMs)) this.counts.overflowed += 1;
  }
}
