import { MAX_FILES } from "#protocol/transfer/limits.ts";
import type { ChosenFile } from "../engine/ports.ts";
import { byName, type Choice, choiceOfText } from "../pairing/choice.ts";
import type { Reading } from "../pairing/choosing.ts";
import type { PageClock } from "../session/ports.ts";
import { WAITS } from "../session/waits.ts";
import { pageClock } from "./clock.ts";
import { inTime } from "./in-time.ts";

/** Collects what a drop or a paste brought, and stops where it is more than can be sent. */
class Collected {
  readonly files: ChosenFile[] = [];
  readonly emptyFolders: string[] = [];
  readonly unreadable: string[] = [];
  readonly #reading: Reading;
  readonly #clock: PageClock;

  constructor(reading: Reading, clock: PageClock) {
    this.#reading = reading;
    this.#clock = clock;
  }

  /** Nothing more is to be read. */
  get isOver(): boolean {
    return this.files.length > MAX_FILES || this.#reading.signal.aborted;
  }

  add(file: ChosenFile): void {
    this.files.push(file);
    this.#reading.found(this.files.length);
  }

  /** What the browser says within the time that a wait for it may take; else it rejects. */
  inTime<T>(answer: Promise<T>): Promise<T> {
    return inTime(answer, WAITS.folder, this.#clock);
  }
}

/**
 * Reads what was dropped or pasted: files, whole folders, or else a text. Must be called while the event is
 * handled; what it gives is taken back afterwards. Reading ends at the first file over the limit. A folder that does
 * not answer for long counts as unreadable.
 */
export function readTransfer(
  data: DataTransfer,
  reading: Reading,
  clock: PageClock = pageClock,
): Promise<Choice> {
  const items = [...data.items].filter(({ kind }) => kind === "file");
  if (items.length === 0) return Promise.resolve(choiceOfText(data.getData("text/plain")));
  // Entries and files must be had now; what is no file of a file system, such as a screenshot, has no entry.
  const found = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  return readAll(found, new Collected(reading, clock));
}

interface Found {
  readonly entry: FileSystemEntry | null;
  readonly file: File | null;
}

async function readAll(found: readonly Found[], collected: Collected): Promise<Choice> {
  const folders = found.flatMap(({ entry }) => (isFolder(entry) ? [entry] : []));
  for (const { entry, file } of found) {
    if (isFolder(entry)) continue;
    if (file) collected.add({ name: file.name, blob: file });
    else if (isFile(entry)) await readFile(entry, [], collected);
  }
  for (const folder of folders) await readFolder(folder, [], collected);
  return collected;
}

/** First the files of a folder, then the folders in it, each by name. */
async function readFolder(
  folder: FileSystemDirectoryEntry,
  above: readonly string[],
  collected: Collected,
): Promise<void> {
  const path = [...above, folder.name];
  const entries = await entriesOf(folder, collected).catch(() => undefined);
  if (entries?.length === 0) collected.emptyFolders.push(path.join("/"));
  if (!entries) collected.unreadable.push(path.join("/"));
  for (const entry of entries ?? []) {
    if (collected.isOver) return;
    if (isFile(entry)) await readFile(entry, path, collected);
  }
  for (const entry of entries ?? []) {
    if (collected.isOver) return;
    if (isFolder(entry)) await readFolder(entry, path, collected);
  }
}

/** A reader gives its entries in batches, and an empty one after the last. */
async function entriesOf(
  folder: FileSystemDirectoryEntry,
  collected: Collected,
): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const batch = await collected.inTime(
      new Promise<readonly FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject)),
    );
    if (batch.length === 0 || collected.isOver) return entries.sort(byName);
    entries.push(...batch);
  }
}

async function readFile(
  entry: FileSystemFileEntry,
  folders: readonly string[],
  collected: Collected,
): Promise<void> {
  try {
    const blob = await collected.inTime(new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
    const path = folders.join("/");
    collected.add({ name: entry.name, blob, ...(path !== "" && { path }) });
  } catch {
    collected.unreadable.push([...folders, entry.name].join("/"));
  }
}

const isFile = (entry: FileSystemEntry | null): entry is FileSystemFileEntry => entry?.isFile === true;
const isFolder = (entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry =>
  entry?.isDirectory === true;
