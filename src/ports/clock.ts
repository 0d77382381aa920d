import type { Instant, Millis } from "#protocol/time.ts";

/** Takes a planned call back; calling it twice or late does nothing. */
export type Cancel = () => void;

/** Time as an input, so that every time rule can be tested without waiting. */
export interface Clock {
  /** Never goes back and never jumps: for spans. It may be off, and apart from other machines' clocks. */
  now(): Instant;
  /** As the machine's clock shows it, for what others read. It may be set at any time. */
  wall(): Instant;
  /** Calls `then` once, `ms` from now. A planned call alone does not keep the process alive. */
  after(ms: Millis, then: () => void): Cancel;
}
