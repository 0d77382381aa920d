import type { FileId } from "#protocol/ids.ts";
import type { Instant } from "#protocol/time.ts";
import type { TransferEvent } from "#protocol/transfer/state.ts";
import type { EngineClock, FileChange } from "./ports.ts";

/** Changes are told this often at most: each time wakes the page's thread. */
const TELL_EVERY_MS = 100;

/** Gathers what happens to files, and tells many changes at once. */
export class ChangeLog {
  readonly #clock: EngineClock;
  readonly #tell: (changes: readonly FileChange[]) => void;
  #changes: FileChange[] = [];
  #toldAt: Instant = Number.NEGATIVE_INFINITY;
  #isWaiting = false;

  constructor(clock: EngineClock, tell: (changes: readonly FileChange[]) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  add(fileId: FileId, event: TransferEvent): void {
    this.#changes.push([fileId, event]);
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    const waitMs = this.#toldAt + TELL_EVERY_MS - this.#clock.now();
    if (waitMs > 0) this.#clock.after(waitMs, () => this.flush());
    else queueMicrotask(() => this.flush());
  }

  /** Tells at once what there is. */
  flush(): void {
    this.#isWaiting = false;
    if (this.#changes.length === 0) return;
    const changes = this.#changes;
    this.#changes = [];
    this.#toldAt = this.#clock.now();
    this.#tell(changes);
  }
}
