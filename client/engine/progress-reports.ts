import type { ReceiverMessage } from "#protocol/transfer/messages.ts";
import type { Entry } from "./incoming-offer.ts";
import type { EngineClock } from "./ports.ts";

/** How often the sender hears what has arrived while nothing more is kept. */
const PROGRESS_EVERY_MS = 250;

/** Tells how far files are: at once where more is kept, since the sender may wait for that, else now and then. */
export class ProgressReports {
  readonly #clock: EngineClock;
  readonly #tell: (entry: Entry, progress: Extract<ReceiverMessage, { type: "progress" }>) => void;
  readonly #moved = new Set<Entry>();
  #isDue = false;

  constructor(
    clock: EngineClock,
    tell: (entry: Entry, progress: Extract<ReceiverMessage, { type: "progress" }>) => void,
  ) {
    this.#clock = clock;
    this.#tell = tell;
  }

  moved(entry: Entry): void {
    this.#moved.add(entry);
    const keptBytes = entry.file?.keptBytes ?? 0;
    // That all is kept is told by the verdict, which comes next.
    if (keptBytes > entry.toldKeptBytes && keptBytes < entry.info.size) return this.#tellOf(entry);
    if (this.#isDue) return;
    this.#isDue = true;
    this.#clock.after(PROGRESS_EVERY_MS, () => {
      this.#isDue = false;
      for (const moved of [...this.#moved]) this.#tellOf(moved);
    });
  }

  #tellOf(entry: Entry): void {
    this.#moved.delete(entry);
    if (entry.isSettled || !entry.file) return;
    const { arrivedBytes: bytes, keptBytes: kept } = entry.file;
    entry.toldKeptBytes = kept;
    this.#tell(entry, { type: "progress", fileId: entry.info.fileId, bytes, kept });
  }
}
