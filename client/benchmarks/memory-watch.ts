import { type ProcessMemory, pageProcess, processMemory } from "../browser-tests/harness/process-memory.ts";
import type { Pair } from "./pair.ts";

/** The most memory that a process had in use during one transfer, in bytes. */
export interface Peak {
  readonly peakBytes: number;
  /** In the last third of the time, as a multiple of the peak in the first third. */
  readonly drift: number;
}

/** What was in use during one transfer. */
export interface MemoryFigures {
  /** Of the renderers, workers included. */
  readonly sender: Peak;
  readonly receiver: Peak;
  /** What the browser processes had more than at the start: memory of Blobs and of IndexedDB is theirs. */
  readonly senderBrowserBytes: number;
  readonly receiverBrowserBytes: number;
}

const LOOK_EVERY_MS = 500;

/** Starts to watch; call it while both pages are idle, and what it returns after the transfer. */
export async function watchMemory({ sender, receiver }: Pair): Promise<() => MemoryFigures> {
  const renderers = [await pageProcess(sender), await pageProcess(receiver)] as const;
  const browsers = [sender, receiver].map(({ browser }) => processMemory(browser.pid));
  const [sending, receiving, senderBrowser, receiverBrowser] = [...renderers, ...browsers].map(watch);
  if (!sending || !receiving || !senderBrowser || !receiverBrowser)
    throw new Error("there are four processes");
  const timer = setInterval(() => {
    for (const watched of [sending, receiving, senderBrowser, receiverBrowser]) watched.look();
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    return {
      sender: sending.peak(),
      receiver: receiving.peak(),
      senderBrowserBytes: senderBrowser.growthBytes(),
      receiverBrowserBytes: receiverBrowser.growthBytes(),
    };
  };
}

function watch(process: ProcessMemory) {
  if (!process.resetPeak()) throw new Error(`the peak memory of process ${process.pid} cannot be reset`);
  const bytesBefore = process.rssBytes();
  /** One for each look. */
  const peaks: number[] = [];
  const look = () => {
    peaks.push(process.peakRssBytes());
    process.resetPeak();
  };
  const most = (of: readonly number[]) => Math.max(...of);
  return {
    look,
    peak(): Peak {
      look();
      const third = Math.ceil(peaks.length / 3);
      return { peakBytes: most(peaks), drift: most(peaks.slice(-third)) / most(peaks.slice(0, third)) };
    },
    growthBytes(): number {
      look();
      return Math.max(0, most(peaks) - bytesBefore);
    },
  };
}
