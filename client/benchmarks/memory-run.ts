import { type MemoryFigures, watchMemory } from "./memory-watch.ts";
import { type Sides, withPair } from "./pair.ts";
import {
  acceptFiles,
  bytesOf,
  checkDownloads,
  type Errand,
  offerFiles,
  watchTransfer,
} from "./product-run.ts";

/** What one transfer needed. */
export interface MemoryRun extends MemoryFigures {
  /** A megabyte is a million bytes. */
  readonly megabytesPerSecond: number;
}

/**
 * Files through the product's own pages. Memory is that in use between the click on accept and the moment when the
 * last file's state is `done`.
 *
 * @throws where the downloaded files are not the ones that were sent
 */
export function runForMemory(sides: Sides, errand: Errand): Promise<MemoryRun> {
  return withPair(sides, async (pair) => {
    await offerFiles(pair, errand);
    const memory = await watchMemory(pair);
    const transfer = await watchTransfer(pair.receiver, errand);
    const { acceptedAtMs, doneAtMs } = await acceptFiles(pair, errand, transfer);
    const figures = memory();
    await checkDownloads(pair.receiver, errand.files);
    return { ...figures, megabytesPerSecond: bytesOf(errand) / (doneAtMs - acceptedAtMs) / 1_000 };
  });
}
