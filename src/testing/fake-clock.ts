import type { Instant, Millis } from "#protocol/time.ts";
import type { Cancel, Clock } from "../ports/clock.ts";

interface Planned {
  readonly at: Instant;
  readonly then: () => void;
}

/** A clock that a test moves by hand; planned calls run in order of their time. */
export class FakeClock implements Clock {
  #now: Instant;
  #wallOffset: Millis = 0;
  readonly #planned = new Set<Planned>();

  constructor(now: Instant = 1_000_000) {
    this.#now = now;
  }

  /** How many calls are still to come. */
  get planned(): number {
    return this.#planned.size;
  }

  now(): Instant {
    return this.#now;
  }

  wall(): Instant {
    return this.#now + this.#wallOffset;
  }

  after(ms: Millis, then: () => void): Cancel {
    const planned = { at: this.#now + ms, then };
    this.#planned.add(planned);
    return () => void this.#planned.delete(planned);
  }

  /** Lets time pass, and everything happen that was planned for it. */
  advance(ms: Millis): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#planned.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.then();
    }
    this.#now = end;
  }

  /** Time passes in which nothing runs, as on a device that sleeps; what was planned for it is late. */
  sleep(ms: Millis): void {
    this.#now += ms;
  }

  /** Somebody, or NTP, sets the clock by so much, in either direction; nothing happens sooner or later for it. */
  setWall(by: Millis): void {
    this.#wallOffset += by;
  }

  #next(end: Instant): Planned | undefined {
    let first: Planned | undefined;
    for (const planned of this.#planned) {
      if (planned.at <= end && (!first || planned.at < first.at)) first = planned;
    }
    return first;
  }
}
