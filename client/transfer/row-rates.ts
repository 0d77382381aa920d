import { type Accessor, createSignal, type Setter } from "solid-js";
import type { FileId } from "#protocol/ids.ts";
import type { Instant } from "#protocol/time.ts";
import { arrivedBytes } from "#protocol/transfer/state.ts";
import type { BookEntry } from "./file-book.ts";
import { type Rate, RateMeter } from "./rate.ts";

interface RowRate {
  readonly meter: RateMeter;
  readonly set: Setter<Rate | undefined>;
}

/**
 * How fast each file moves, and for how long still. Only files that are seen to move from one look to the next are
 * measured: of thousands of small ones there is none.
 */
export class RowRates {
  readonly #setters = new Map<FileId, Setter<Rate | undefined>>();
  #measured = new Map<FileId, RowRate>();

  /** What a row shows. */
  of(fileId: FileId): Accessor<Rate | undefined> {
    const [rate, set] = createSignal<Rate>();
    this.#setters.set(fileId, set);
    return rate;
  }

  /** @param moving files of which bytes arrive now */
  tick(moving: Iterable<BookEntry>, now: Instant): void {
    const before = this.#measured;
    this.#measured = new Map();
    for (const { file, shown } of moving) {
      const set = this.#setters.get(file.fileId);
      if (!set || !shown.isCounted) continue;
      const row = before.get(file.fileId) ?? { meter: new RateMeter(), set };
      before.delete(file.fileId);
      this.#measured.set(file.fileId, row);
      const bytes = arrivedBytes(shown.transfer);
      row.meter.add(bytes, now);
      set(row.meter.rate(file.size - bytes, now));
    }
    for (const { set } of before.values()) set(undefined);
  }

  pause(): void {
    for (const { meter, set } of this.#measured.values()) {
      meter.pause();
      set(undefined);
    }
  }

  /** Of files that are not shown any more. */
  forget(): void {
    this.#setters.clear();
    this.#measured.clear();
  }
}
