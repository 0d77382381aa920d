import { readFileSync, writeFileSync } from "node:fs";
import { type PageProcess, pageProcess } from "../browser-tests/harness/process-memory.ts";
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
  const browserPid = receiver.browser.pid;
  reset(sending);
  reset(receiving);
  writeFileSync(`/proc/${browserPid}/clear_refs`, "5");
  const browserBytesBefore = browserPeakBytes(browserPid);
  return () => ({
    senderBytes: sending.peakRssBytes(),
    receiverBytes: receiving.peakRssBytes(),
    receiverBrowserGrowthBytes: Math.max(0, browserPeakBytes(browserPid) - browserBytesBefore),
  });
}

function reset(page: PageProcess): void {
  if (!page.resetPeak()) throw new Error(`the peak memory of process ${page.pid} cannot be reset`);
}

function browserPeakBytes(pid: number): number {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  if (kibibytes === undefined) throw new Error(`browser process ${pid} has ended`);
  return Number(kibibytes) * 1024;
}
