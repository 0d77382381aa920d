import { type ProcessMemory, pageProcess, processMemory } from "../browser-tests/harness/process-memory.ts";
import type { Pair } from "./pair.ts";

/** The most memory that was in use during one transfer. */
export interface Peaks {
  readonly senderBytes: number;
  readonly receiverBytes: number;
  /** What the receiver's browser process had more than at the start: Blobs live there. */
  readonly receiverBrowserGrowthBytes: number;
}

/** Starts to watch; call it while both pages are idle, and what it returns after the transfer. */
export async function watchPeaks({ sender, receiver }: Pair): Promise<() => Peaks> {
  const sending = await pageProcess(sender);
  const receiving = await pageProcess(receiver);
  const browser = processMemory(receiver.browser.pid);
  for (const process of [sending, receiving, browser]) reset(process);
  const browserBytesBefore = browser.peakRssBytes();
  return () => ({
    senderBytes: sending.peakRssBytes(),
    receiverBytes: receiving.peakRssBytes(),
    receiverBrowserGrowthBytes: Math.max(0, browser.peakRssBytes() - browserBytesBefore),
  });
}

function reset(process: ProcessMemory): void {
  if (!process.resetPeak()) throw new Error(`the peak memory of process ${process.pid} cannot be reset`);
}
