import type { Millis } from "#protocol/time.ts";
import type { FlowMessage } from "#protocol/transfer/messages.ts";
import type { EngineClock } from "./ports.ts";

/** A report is due after this long, or after so many bytes. */
const REPORT_AFTER_MS: Millis = 25;
const REPORT_BYTES = 131_072;

/** Tells the other end how many bytes have arrived on each lane: it keeps no more than a round trip's on their way. */
export class ArrivalReports {
  readonly #clock: EngineClock;
  readonly #tell: (report: FlowMessage) => void;
  readonly #arrived = new Map<number, number>();
  #untoldBytes = 0;
  #isDue = false;

  constructor(clock: EngineClock, tell: (report: FlowMessage) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** A lane has another channel, on which nothing has arrived. */
  restart(lane: number): void {
    this.#arrived.delete(lane);
  }

  add(lane: number, bytes: number): void {
    this.#arrived.set(lane, (this.#arrived.get(lane) ?? 0) + bytes);
    this.#untoldBytes += bytes;
    if (this.#untoldBytes >= REPORT_BYTES) return this.#report();
    if (this.#isDue) return;
    this.#isDue = true;
    this.#clock.after(REPORT_AFTER_MS, () => {
      this.#isDue = false;
      if (this.#untoldBytes > 0) this.#report();
    });
  }

  #report(): void {
    this.#untoldBytes = 0;
    this.#tell({ type: "arrived", lanes: [...this.#arrived] });
  }
}
