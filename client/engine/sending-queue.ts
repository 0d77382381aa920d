import type { OutgoingEntry } from "./outgoing-offer.ts";

/** Files that are to be sent, in order. */
export class SendingQueue {
  #entries: OutgoingEntry[] = [];
  /** Those before are read to their end. */
  #next = 0;
  /** Begun, and not yet settled. */
  readonly #active = new Set<OutgoingEntry>();

  push(entries: readonly OutgoingEntry[]): void {
    for (const entry of entries) this.#entries.push(entry);
  }

  clear(): void {
    this.#entries = [];
    this.#next = 0;
    this.#active.clear();
  }

  /** The file that is read on with; undefined where all are read. */
  nextToRead(): OutgoingEntry | undefined {
    for (; this.#next < this.#entries.length; this.#next++) {
      const entry = this.#entries[this.#next];
      if (entry && !entry.outcome && !entry.isRead) return entry;
    }
    return undefined;
  }

  begun(entry: OutgoingEntry): void {
    this.#active.add(entry);
  }

  settled(entry: OutgoingEntry): void {
    this.#active.delete(entry);
  }

  /** Bytes that are on their way, of all files. */
  get unkeptBytes(): number {
    let bytes = 0;
    for (const { unkeptBytes } of this.#active) bytes += unkeptBytes;
    return bytes;
  }

  /** Whether bytes are still to be sent. */
  get isBusy(): boolean {
    if (this.nextToRead()) return true;
    for (const { isCompleteSaid } of this.#active) if (!isCompleteSaid) return true;
    return false;
  }
}
