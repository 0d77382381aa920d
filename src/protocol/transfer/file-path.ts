import { nameKey, numberedName, safeSegment, segmentsOf } from "./file-name.ts";

/** Deepest that received folders go; what lies deeper is put into the deepest one. */
const MAX_DEPTH = 32;

/** With a name of 255 bytes behind it, a path that every system can still write. */
const MAX_FOLDERS_BYTES = 760;

const FALLBACK_ARCHIVE_NAME = "files";

const encoder = new TextEncoder();

/**
 * Folders that can be shown and made, from a path that another device sent (XFER20), outermost first. They are
 * always below the folder in which they are made: ways up, roots and empty segments fall out. Idempotent.
 */
export function safeFolders(path: string): string[] {
  const folders: string[] = [];
  let bytes = 0;
  for (const segment of segmentsOf(path)) {
    const folder = safeSegment(segment);
    if (folder === undefined) continue;
    bytes += encoder.encode(folder).byteLength + 1;
    if (folders.length === MAX_DEPTH || bytes > MAX_FOLDERS_BYTES) break;
    folders.push(folder);
  }
  return folders;
}

/** What an archive of these files is called: after the folder that holds them all, where there is one. */
export function archiveName(files: readonly { readonly folders: readonly string[] }[]): string {
  const [outermost] = files[0]?.folders ?? [];
  const isShared = outermost !== undefined && files.every(({ folders }) => folders[0] === outermost);
  return `${isShared ? outermost : FALLBACK_ARCHIVE_NAME}.zip`;
}

/**
 * Gives every file below one folder a path of its own, without regard to case: the second `a.txt` becomes
 * `a (1).txt`. A name that is a file here and a folder there is numbered, too.
 */
export class UniquePaths {
  readonly #files = new Set<string>();
  /** Paths with a `/` at their end, by what was asked for and by what was given. */
  readonly #folders = new Map<string, string>();
  /** Numbers below were tried: thousands of files may have one name. */
  readonly #nextNumbers = new Map<string, number>();

  /** @param folders and `name` as `safeFolders` and `safeFileName` leave them @returns path with `/` between */
  place(folders: readonly string[], name: string): string {
    let parent = "";
    for (const folder of folders) parent = this.#enter(parent, folder);
    const path = this.#free(parent, name, (key) => this.#files.has(key) || this.#folders.has(key));
    this.#files.add(nameKey(path));
    return path;
  }

  #enter(parent: string, folder: string): string {
    const key = nameKey(parent + folder);
    const known = this.#folders.get(key);
    if (known !== undefined) return known;
    const free = this.#free(parent, folder, (taken) => this.#files.has(taken));
    for (const name of [key, nameKey(free)]) this.#folders.set(name, `${free}/`);
    return `${free}/`;
  }

  #free(parent: string, name: string, isTaken: (key: string) => boolean): string {
    const key = nameKey(parent + name);
    if (!isTaken(key)) return parent + name;
    let number = this.#nextNumbers.get(key) ?? 1;
    while (isTaken(nameKey(parent + numberedName(name, number)))) number++;
    this.#nextNumbers.set(key, number + 1);
    return parent + numberedName(name, number);
  }
}
