import type { Millis } from "#protocol/time.ts";
import type { Clock } from "./ports/clock.ts";

/** As long as a server that stops says so to whoever asks for its health, though nobody needs it any more. */
const NOTICE_MS: Millis = 1_000;

/** As long as it stays for transfers through its relay: Docker ends what is still there after ten seconds. */
const MOST_MS: Millis = 7_000;

/** How often it looks, and below which number of bytes since then there are only signs of life. */
const LOOK_MS: Millis = 500;
const QUIET_BYTES = 16_384;

/** Resolves when nothing is relayed any more that a person would miss, after seven seconds in any case (HTTP7). */
export async function drain(clock: Clock, relayedBytes: () => number): Promise<void> {
  let bytes = relayedBytes();
  for (let passedMs = LOOK_MS; passedMs <= MOST_MS; passedMs += LOOK_MS) {
    await new Promise<void>((resolve) => void clock.after(LOOK_MS, resolve));
    const relayed = relayedBytes() - bytes;
    bytes += relayed;
    if (passedMs >= NOTICE_MS && relayed < QUIET_BYTES) return;
  }
}
