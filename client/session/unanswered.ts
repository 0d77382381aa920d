import type { OutgoingFile } from "../engine/ports.ts";
import { Deadline } from "./deadline.ts";
import type { PageClock } from "./ports.ts";
import { WAITS } from "./waits.ts";

/** An offer of this side that nobody has answered. */
interface OpenOffer {
  readonly files: readonly OutgoingFile[];
  readonly deadline: Deadline;
}

/**
 * Offers of this side until they are answered: one that waits for too long is taken back, and what was in it can be
 * offered once more (FLOW7). While the devices are apart nobody can answer, and no time counts.
 */
export class Unanswered {
  readonly #clock: PageClock;
  readonly #tooLate: (files: readonly OutgoingFile[]) => void;
  readonly #open = new Map<number, OpenOffer>();

  /** @param tooLate nobody has answered an offer in time */
  constructor(clock: PageClock, tooLate: (files: readonly OutgoingFile[]) => void) {
    this.#clock = clock;
    this.#tooLate = tooLate;
  }

  offered(offer: number, files: readonly OutgoingFile[]): void {
    this.#open.set(offer, { files, deadline: new Deadline(this.#clock) });
    this.#wait(offer);
  }

  answered(offer: number): void {
    this.#open.get(offer)?.deadline.clear();
    this.#open.delete(offer);
  }

  /** The other person can answer, or can again. */
  met(): void {
    for (const offer of this.#open.keys()) this.#wait(offer);
  }

  /** The other person cannot answer just now, or not any more. */
  apart(): void {
    for (const { deadline } of this.#open.values()) deadline.clear();
  }

  #wait(offer: number): void {
    this.#open.get(offer)?.deadline.set(WAITS.answer, () => {
      const files = this.#open.get(offer)?.files ?? [];
      this.answered(offer);
      this.#tooLate(files);
    });
  }
}
