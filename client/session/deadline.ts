import type { Millis } from "#protocol/time.ts";
import type { PageClock } from "./ports.ts";

/** At most one planned call at a time: setting a new one takes the old one back. */
export class Deadline {
  readonly #clock: PageClock;
  #cancel: (() => void) | undefined;

  constructor(clock: PageClock) {
    this.#clock = clock;
  }

  set(ms: Millis, then: () => void): void {
    this.clear();
    this.#cancel = this.#clock.after(ms, then);
  }

  get isSet(): boolean {
    return this.#cancel !== undefined;
  }

  clear(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
