import { MAX_FILES } from "#protocol/transfer/limits.ts";
import type { ChosenFile } from "../engine/ports.ts";
import { byName, type Choice, choiceOfText } from "../pairing/choice.ts";

/** Collects what a drop or a paste brought, and stops where it is more than can be sent. */
class Collected {
  readonly files: ChosenFile[] = [];
  readonly emptyFolders: string[] = [];
  readonly unreadable: string[] = [];

  get isTooMuch(): boolean {
    return this.files.length > MAX_FILES;
  }
}

/**
 * Reads what was dropped or pasted: files, whole folders, or else a text. Must be called while the event is
 * handled; what it gives is taken back afterwards. Reading ends at the first file over the limit.
 */
export function readTransfer(data: DataTransfer): Promise<Choice> {
  const items = [...data.items].filter(({ kind }) => kind === "file");
  if (items.length === 0) return Promise.resolve(choiceOfText(data.getData("text/plain")));
  // Entries and files must be had now; what is no file of a file system, such as a screenshot, has no entry.
  const found = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  return readAll(found);
}

interface Found {
  readonly entry: FileSystemEntry | null;
  readonly file: File | null;
}

async function readAll(found: readonly Found[]): Promise<Choice> {
  const collected = new Collected();
  const folders = found.flatMap(({ entry }) => (isFolder(entry) ? [entry] : []));
  for (const { entry, file } of found) {
    if (isFolder(entry)) continue;
    if (file) collected.files.push({ name: file.name, blob: file });
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
  const entries = await entriesOf(folder).catch(() => undefined);
  if (entries?.length === 0) collected.emptyFolders.push(path.join("/"));
  if (!entries) collected.unreadable.push(path.join("/"));
  for (const entry of entries ?? []) {
    if (collected.isTooMuch) return;
    if (isFile(entry)) await readFile(entry, path, collected);
  }
  for (const entry of entries ?? []) {
    if (collected.isTooMuch) return;
    if (isFolder(entry)) await readFolder(entry, path, collected);
  }
}

/** A reader gives its entries in batches, and an empty one after the last. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (batch.length === 0) return entries.sort(byName);
    entries.push(...batch);
  }
}

async function readFile(
  entry: FileSystemFileEntry,
  folders: readonly string[],
  collected: Collected,
): Promise<void> {
  try {
    const blob = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    const path = folders.join("/");
    collected.files.push({ name: entry.name, blob, ...(path !== "" && { path }) });
  } catch {
    collected.unreadable.push([...folders, entry.name].join("/"));
  }
}

const isFile = (entry: FileSystemEntry | null): entry is FileSystemFileEntry => entry?.isFile === true;
const isFolder = (entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry =>
  entry?.isDirectory === true;
