import type { Pair } from "./pair.ts";
import { PollSet } from "./poll-set.ts";
import { ReceiveBlock } from "./receive-block.ts";

/** After so long a silence, what is under way is lost. */
const SILENCE_MS = 200;

/** A pair sends again when this share of its window is free, so that one call sends many messages. */
const REFILL_SHARE = 0.5;

/** A process that was held up longer leaves out what it has missed: a long burst would not be a steady rate. */
const MOST_LATE_MS = 3;

/** Lets some pairs send and receive. Each call holds up the whole process until it is done. */
export class Traffic {
  readonly #pairs: readonly Pair[];
  readonly #poll: PollSet;
  readonly #block = new ReceiveBlock();

  constructor(pairs: readonly Pair[]) {
    this.#pairs = pairs;
    this.#poll = new PollSet(pairs.map(({ receiver }) => receiver));
  }

  /** As much as goes through with so many messages of each pair under way. */
  flood(seconds: number, window: number): void {
    const startedAt = performance.now();
    let lookAt = startedAt + SILENCE_MS;
    for (const pair of this.#pairs) pair.send(window);
    for (let now = startedAt; now < startedAt + seconds * 1_000; now = performance.now()) {
      for (const pair of this.#receive(SILENCE_MS)) refill(pair, window);
      if (now < lookAt) continue;
      lookAt = now + SILENCE_MS;
      for (const pair of this.#pairs) {
        pair.flow.giveUpIfSilent();
        refill(pair, window);
      }
    }
  }

  /** So many messages per second, each pair in turn. */
  pace(seconds: number, perSecond: number): void {
    const everyMs = 1_000 / perSecond;
    const startedAt = performance.now();
    let [dueAt, turn] = [startedAt, 0];
    for (let now = startedAt; now < startedAt + seconds * 1_000; now = performance.now()) {
      dueAt = Math.max(dueAt, now - MOST_LATE_MS);
      for (; dueAt <= now; dueAt += everyMs, turn += 1) this.#pairs[turn % this.#pairs.length]?.send(1);
      this.#receive(Math.max(0, dueAt - performance.now()));
    }
  }

  /** Waits for what is under way, and gives up what does not come. */
  drain(): void {
    while (this.#pairs.some(({ flow }) => flow.underWay > 0)) {
      if (this.#receive(SILENCE_MS).length > 0) continue;
      for (const { flow } of this.#pairs) flow.giveUp();
    }
  }

  /** Waits until something comes, or not any longer than this. @returns the pairs to which something came */
  #receive(timeoutMs: number): readonly Pair[] {
    if (this.#poll.wait(timeoutMs) === 0) return [];
    const ready = this.#pairs.filter((_, index) => this.#poll.isReady(index));
    for (const pair of ready) pair.receive(this.#block);
    return ready;
  }
}

function refill(pair: Pair, window: number): void {
  const room = window - pair.flow.underWay;
  if (room >= window * REFILL_SHARE) pair.send(room);
}
