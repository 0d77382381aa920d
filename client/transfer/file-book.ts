import type { FileId } from "#protocol/ids.ts";
import {
  arrivedBytes,
  type FileInfo,
  step,
  type Transfer,
  type TransferEvent,
} from "#protocol/transfer/state.ts";
import { minus, NO_TOTALS, partOf, plus, type TotalsByDirection } from "./totals.ts";

/** How far a file is, as it is drawn. */
export interface Shown {
  readonly transfer: Transfer;
  /** It travels once more, because what had arrived was wrong. */
  readonly isRestarted: boolean;
  /** How much has arrived is known; after a reload of the page that takes a while. */
  readonly isCounted: boolean;
  /** Of a received file: verified and written. */
  readonly keptBytes: number;
}

/** One file of the session, and how far it is. */
export interface BookEntry {
  readonly file: FileInfo;
  /** Its folders, where they are others than those of the file before. */
  readonly heading: string | undefined;
  shown: Shown;
}

/** The files of a session in the order in which they came, how far each is, and their sums. */
export class FileBook {
  readonly #entries = new Map<FileId, BookEntry>();
  /** Started, and nothing heard of yet. */
  readonly #fresh = new Set<BookEntry>();
  /** Of these bytes arrive. */
  readonly #moving = new Set<BookEntry>();
  /** Of these they would, but for a pause or a lost channel. */
  readonly #held = new Set<BookEntry>();
  #totals: TotalsByDirection = NO_TOTALS;
  #movedBytes = 0;

  get totals(): TotalsByDirection {
    return this.#totals;
  }

  /** Bytes that travelled while this page watched; never falls, whatever fails or starts again. */
  get movedBytes(): number {
    return this.#movedBytes;
  }

  /** Whether something that was accepted is still to come. */
  get isActive(): boolean {
    return this.#totals.out.active + this.#totals.in.active > 0;
  }

  /** The files of which bytes arrive now. */
  get moving(): Iterable<BookEntry> {
    return this.#moving;
  }

  /** Whether nothing moves, and that is meant so. */
  get isHeld(): boolean {
    return this.#held.size > 0 && this.#moving.size === 0;
  }

  /** Adds the files of an offer. @returns entries for those files that were not there yet */
  add(files: readonly FileInfo[]): BookEntry[] {
    const added: BookEntry[] = [];
    let folders = "";
    for (const file of files) {
      if (this.#entries.has(file.fileId)) continue;
      const here = file.folders.join("/");
      const entry: BookEntry = {
        file,
        heading: here !== "" && here !== folders ? here : undefined,
        shown: { transfer: { state: "offered", file }, isRestarted: false, isCounted: true, keptBytes: 0 },
      };
      folders = here;
      this.#entries.set(file.fileId, entry);
      this.#count(entry, 1);
      added.push(entry);
    }
    return added;
  }

  /** @returns what has changed, where something has */
  apply(fileId: FileId, event: TransferEvent): BookEntry | undefined {
    const entry = this.#entries.get(fileId);
    if (!entry) return undefined;
    const before = entry.shown;
    const after = shownAfter(before, event);
    if (after.transfer === before.transfer && after.isCounted === before.isCounted) return undefined;
    this.#count(entry, -1);
    entry.shown = after;
    this.#count(entry, 1);
    const { state } = after.transfer;
    keepIf(state === "moving", this.#moving, entry);
    keepIf(state === "paused" || state === "interrupted", this.#held, entry);
    this.#countMoved(entry, event, arrivedBytes(after.transfer) - arrivedBytes(before.transfer));
    return entry;
  }

  #count({ file: { direction }, shown: { transfer, isCounted } }: BookEntry, sign: 1 | -1): void {
    const change = sign === 1 ? plus : minus;
    const part = partOf(transfer, isCounted);
    this.#totals = { ...this.#totals, [direction]: change(this.#totals[direction], part) };
  }

  /**
   * The first news of a file may tell of bytes that were there before a reload: these did not travel now, and
   * would show as a speed that no network has. A file that is complete at once was small.
   */
  #countMoved(entry: BookEntry, event: TransferEvent, bytes: number): void {
    if (event.type === "started") this.#fresh.add(entry);
    if (event.type !== "arrived") return;
    const isFirstNews = this.#fresh.delete(entry);
    const isKept = isFirstNews && (event.bytes < entry.file.size || event.kept === event.bytes);
    if (!isKept) this.#movedBytes += Math.max(0, bytes);
  }
}

function keepIf<T>(isKept: boolean, kept: Set<T>, one: T): void {
  if (isKept) kept.add(one);
  else kept.delete(one);
}

function shownAfter({ transfer, isRestarted, isCounted, keptBytes }: Shown, event: TransferEvent): Shown {
  const next = step(transfer, event);
  switch (event.type) {
    case "accepted":
      return { transfer: next, isRestarted, isCounted: isCounted && event.again !== true, keptBytes };
    case "arrived":
      return { transfer: next, isRestarted, isCounted: true, keptBytes: event.kept ?? keptBytes };
    case "restarted":
      return { transfer: next, isRestarted: true, isCounted: true, keptBytes: 0 };
    default:
      return { transfer: next, isRestarted, isCounted, keptBytes };
  }
}
