import type { LoopOutcome } from "../diagnostics/probes.ts";
import { pageClock } from "./clock.ts";

/** Bytes of one message, and how many go around: as much as a fast line has on its way, and a slow one bears. */
const MESSAGE_BYTES = 4_096;
const MESSAGES = 64;

/** How long they may take. */
const MEASURE_MS = 8_000;

/** Sends random bytes around by an echo at the far end, and compares what comes back. */
export async function measureLoop(near: RTCDataChannel, far: RTCDataChannel): Promise<LoopOutcome> {
  far.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
    if (far.readyState === "open") far.send(data);
  };
  const startedAt = pageClock.now();
  if (!(await echoed(near, [randomBytes(16)]))) return { type: "damaged" };
  const roundTripMs = pageClock.now() - startedAt;
  const messages = Array.from({ length: MESSAGES }, () => randomBytes(MESSAGE_BYTES));
  const sentAt = pageClock.now();
  if (!(await echoed(near, messages))) return { type: "damaged" };
  const tookMs = Math.max(1, pageClock.now() - sentAt);
  return { type: "passed", roundTripMs, bytesPerSecond: (MESSAGES * MESSAGE_BYTES * 1_000) / tookMs };
}

/** @returns whether the very same messages came back, in order and in time */
function echoed(channel: RTCDataChannel, messages: readonly Uint8Array<ArrayBuffer>[]): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = pageClock.after(MEASURE_MS, () => end(false));
    const end = (isEqual: boolean) => {
      cancel();
      channel.onmessage = null;
      channel.onclose = null;
      resolve(isEqual);
    };
    let heard = 0;
    channel.onclose = () => end(false);
    channel.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      if (!areEqual(new Uint8Array(data), messages[heard++])) end(false);
      else if (heard === messages.length) end(true);
    };
    for (const message of messages) channel.send(message);
  });
}

function areEqual(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return one.length === other?.length && one.every((byte, i) => byte === other[i]);
}

function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}
