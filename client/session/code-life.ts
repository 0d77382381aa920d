import type { Instant, Millis } from "#protocol/time.ts";
import { Deadline } from "./deadline.ts";
import type { PageClock } from "./ports.ts";

/** How much later than the server the page itself gives a code up. */
const EXPIRY_GRACE_MS = 2_000;

/** How long before its end a code is said to run out: so much, or this part of a shorter life. */
const EXPIRY_NOTICE_MS = 60_000;
const EXPIRY_NOTICE_PART = 0.2;

export interface CodeLifeEvents {
  /** It runs out soon. */
  expiring(): void;
  expired(): void;
}

/** How long a code that waits is good for (SIG7). */
export class CodeLife {
  readonly #clock: PageClock;
  readonly #events: CodeLifeEvents;
  readonly #deadline: Deadline;

  constructor(clock: PageClock, events: CodeLifeEvents) {
    this.#clock = clock;
    this.#events = events;
    this.#deadline = new Deadline(clock);
  }

  /** Whether a code is shown. */
  get isOn(): boolean {
    return this.#deadline.isSet;
  }

  /**
   * @param expiresInMs as the server says
   * @returns when it ends by this device's clock
   */
  begin(expiresInMs: Millis): Instant {
    const expiresAt = this.#clock.now() + expiresInMs;
    const noticeMs = Math.min(EXPIRY_NOTICE_MS, expiresInMs * EXPIRY_NOTICE_PART);
    this.#deadline.set(expiresInMs - noticeMs, () => this.#runsOut(expiresAt));
    return expiresAt;
  }

  end(): void {
    this.#deadline.clear();
  }

  #runsOut(expiresAt: Instant): void {
    const leftMs = expiresAt - this.#clock.now();
    if (leftMs <= 0) return this.#events.expired(); // the device slept meanwhile
    this.#events.expiring();
    // On a line that died without a word, `expired` never comes.
    this.#deadline.set(leftMs + EXPIRY_GRACE_MS, () => this.#events.expired());
  }
}
