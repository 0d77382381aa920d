import type { LoadReport } from "./commands.ts";

/** Does `work` for each item, with so many under way at a time, and counts how it went. */
export async function eachInFlight<T>(
  items: Iterable<T>,
  width: number,
  work: (item: T) => Promise<unknown>,
): Promise<LoadReport> {
  const tally = new Tally();
  const rest = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = rest.next(); !next.done; next = rest.next()) await tally.count(work, next.value);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return tally.report();
}

/** Counts how pieces of work end. */
export class Tally {
  #succeeded = 0;
  #failed = 0;
  #problem: string | undefined;

  /** Resolves when the work has ended, however it did. */
  async count<T>(work: (item: T) => Promise<unknown>, item: T): Promise<void> {
    try {
      await work(item);
      this.#succeeded += 1;
    } catch (error) {
      this.#failed += 1;
      this.#problem ??= String(error);
    }
  }

  report(): LoadReport {
    const counts = { succeeded: this.#succeeded, failed: this.#failed };
    return this.#problem === undefined ? counts : { ...counts, problem: this.#problem };
  }
}
