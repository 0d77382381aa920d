import type { Instant, Millis } from "#protocol/time.ts";

/** So much may always be on its way: most queues of a path hold it. */
const LEAST_BYTES = 262_144;

/** So much more than the round trip takes at full speed: what waits in the queues of the path, and the reports. */
const QUEUE_MS: Millis = 20;

/** On a long path more, in round trips: else what is on its way could hardly grow there. */
const QUEUE_ROUND_TRIPS = 0.5;

/** Over how long the speed is measured, and how many of these times the fastest one counts. */
const SPAN_MS: Millis = 100;
const SPANS = 10;

/** So often almost nothing is on its way for a moment, which shows how short the round trip is without queues. */
const PROBE_EVERY_MS: Millis = 10_000;
const PROBE_MS: Millis = 150;
const PROBE_BYTES = 131_072;

/**
 * How many bytes may be on their way at a time, on all lanes together (XFER23). SCTP by itself doubles what it sends
 * until a queue overflows, and on several lanes at once: what is lost then costs seconds. As in BBR
 * (draft-ietf-ccwg-bbr), the bytes that one round trip takes at the speed of arrival are enough, and some more.
 * Pure: times and counts come in.
 */
export class FlightWindow {
  /** Bytes per millisecond, of the last spans. */
  #speeds: number[] = [];
  #spanFrom: Instant | undefined;
  #spanBytes = 0;
  #startedAt: Instant | undefined;
  /** The shortest round trip of the present time between two probes, and of the one before. */
  #shortest: [present: Millis, before: Millis] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  #period = 0;

  /** The other end reports so many bytes more. */
  arrived(now: Instant, bytes: number): void {
    this.#startedAt ??= now;
    this.#spanFrom ??= now;
    this.#spanBytes += bytes;
    const spanMs = now - this.#spanFrom;
    if (spanMs < SPAN_MS) return;
    this.#speeds.push(this.#spanBytes / spanMs);
    if (this.#speeds.length > SPANS) this.#speeds.shift();
    this.#spanFrom = now;
    this.#spanBytes = 0;
  }

  /** From the sending of a byte to the report that it has arrived. */
  roundTrip(now: Instant, ms: Millis): void {
    this.#turn(now);
    this.#shortest[0] = Math.min(this.#shortest[0], ms);
  }

  /** Most bytes on their way. */
  bytes(now: Instant): number {
    if (this.#isProbing(now)) return PROBE_BYTES;
    const shortest = Math.min(...this.#shortest);
    if (shortest === Number.POSITIVE_INFINITY || this.#speeds.length === 0) return LEAST_BYTES;
    const queue = Math.max(QUEUE_MS, shortest * QUEUE_ROUND_TRIPS);
    return Math.max(LEAST_BYTES, Math.max(...this.#speeds) * (shortest + queue));
  }

  #isProbing(now: Instant): boolean {
    if (this.#startedAt === undefined) return false;
    const ms = now - this.#startedAt;
    return ms >= PROBE_EVERY_MS && ms % PROBE_EVERY_MS < PROBE_MS;
  }

  #turn(now: Instant): void {
    const period = Math.floor((now - (this.#startedAt ?? now)) / PROBE_EVERY_MS);
    if (period === this.#period) return;
    const isNext = period === this.#period + 1;
    this.#shortest = [Number.POSITIVE_INFINITY, isNext ? this.#shortest[0] : Number.POSITIVE_INFINITY];
    this.#period = period;
  }
}
