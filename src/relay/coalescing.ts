import type { Instant, Millis } from "#protocol/time.ts";
import type { Clock } from "../ports/clock.ts";

/** Turns that follow each other as closely belong to a transfer that goes on. */
const DENSE_MS: Millis = 2;

/** Fewer datagrams in one turn are hardly worth waking up for. */
const FEW = 12;

/** Longer than a few datagrams of a fast transfer take, shorter than anybody notices. */
const REST_MS: Millis = 0.4;

export interface CoalescingPorts {
  readonly clock: Clock;
  /** Holds up the whole process. */
  readonly rest: (ms: Millis) => void;
}

/**
 * Lets datagrams gather before the process wakes up for them, as network cards do with their interrupts. While
 * a file is on its way, each wake-up would else bring two or three datagrams and cost more than these.
 */
export class Coalescing {
  readonly #ports: CoalescingPorts;
  #lastTurnAt: Instant = 0;

  constructor(ports: CoalescingPorts) {
    this.#ports = ports;
  }

  /** A turn of the event loop has sent so many datagrams and has nothing else to do. */
  turnEnded(datagrams: number): void {
    const now = this.#ports.clock.now();
    const isDense = now - this.#lastTurnAt < DENSE_MS;
    this.#lastTurnAt = now;
    if (isDense && datagrams < FEW) this.#ports.rest(REST_MS);
  }
}
