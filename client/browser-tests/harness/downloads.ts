import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";

/** A download that the browser has finished writing. */
export interface DownloadedFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
}

/** Which file is waited for, and how long at most. */
export interface ExpectedFile {
  readonly name?: string;
  readonly size?: number;
  readonly withinMs?: number;
}

const DEADLINE_MS = 90_000;

/** The download folder of one page: its files are complete, because only the browser's own word counts. */
export class Downloads {
  readonly folder: string;
  readonly #started: string[] = [];
  readonly #failed: string[] = [];
  readonly #complete: DownloadedFile[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Suggested names of all downloads that ever began, finished or not. */
  get started(): readonly string[] {
    return this.#started;
  }

  /** Resolves with the first complete file of that name and size. */
  file({ name, size, withinMs = DEADLINE_MS }: ExpectedFile = {}): Promise<DownloadedFile> {
    const matches = (file: DownloadedFile) =>
      (name === undefined || file.name === name) && (size === undefined || file.size === size);
    const wanted = `a file${name === undefined ? "" : ` named ${name}`}${size === undefined ? "" : ` of ${size} bytes`}`;
    return this.#until(() => this.#complete.find(matches), wanted, withinMs);
  }

  /** Resolves with all complete files, in order of completion, as soon as there are that many. */
  files(
    count: number,
    { withinMs = DEADLINE_MS }: { readonly withinMs?: number } = {},
  ): Promise<DownloadedFile[]> {
    const enough = () => (this.#complete.length >= count ? [...this.#complete] : undefined);
    return this.#until(enough, `${count} files`, withinMs);
  }

  /** Resolves when no download is on its way. */
  async settled(): Promise<void> {
    const ended = () => this.#complete.length + this.#failed.length >= this.#started.length || undefined;
    await this.#until(ended, "end of every download", DEADLINE_MS);
  }

  /** Resolves when a download has ended, with how the first one did. */
  firstEnd(): Promise<"complete" | "cancelled"> {
    const ended = () =>
      this.#complete.length > 0 ? "complete" : this.#failed.length > 0 ? "cancelled" : undefined;
    return this.#until(ended, "end of a download", DEADLINE_MS);
  }

  /** For the watcher: the browser has begun a download. */
  begin(suggestedName: string): void {
    this.#started.push(suggestedName);
  }

  /** For the watcher: the browser has ended a download, with its file or without. */
  end(path: string | undefined): void {
    if (path === undefined) this.#failed.push(`download ${this.#failed.length + 1} was cancelled`);
    else this.#complete.push({ path, name: basename(path), size: statSync(path).size });
    for (const check of this.#listeners) check();
  }

  #until<T>(look: () => T | undefined, wanted: string, withinMs: number): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const deadline = setTimeout(() => {
      reject(new Error(`no ${wanted} within ${withinMs / 1000} s; ${this.#describe()}`));
    }, withinMs);
    const check = () => {
      const found = look();
      if (found !== undefined) resolve(found);
    };
    this.#listeners.add(check);
    check();
    return promise.finally(() => {
      clearTimeout(deadline);
      this.#listeners.delete(check);
    });
  }

  #describe(): string {
    const listing = readdirSync(this.folder).map((name) => {
      const size = statSync(join(this.folder, name), { throwIfNoEntry: false })?.size;
      return `${name} (${size ?? "gone"})`;
    });
    return [
      `${this.#started.length} begun, ${this.#complete.length} complete, ${this.#failed.length} cancelled`,
      `folder: ${listing.slice(0, 20).join(", ") || "empty"}${listing.length > 20 ? ", …" : ""}`,
    ].join("; ");
  }
}

/** SHA-256 of a file on disk, computed outside any page. */
export async function sha256File(path: string): Promise<string> {
  const hasher = new Bun.CryptoHasher("sha256");
  for await (const chunk of Bun.file(path).stream()) hasher.update(chunk);
  return hasher.digest("hex");
}
