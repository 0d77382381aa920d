/** A disk that may be full, for fake folders. */
export interface FakeDisk {
  freeBytes: number;
}

class FakeFile {
  bytes = new Uint8Array(0);
  isOpen = false;
}

/** A folder of a browser's file system, in memory: only what saving uses of it. */
export class FakeDirectory {
  readonly kind = "directory";
  readonly entries = new Map<string, FakeDirectory | FakeFile>();
  readonly disk: FakeDisk;

  constructor(disk: FakeDisk = { freeBytes: Number.POSITIVE_INFINITY }) {
    this.disk = disk;
  }

  /** The folder as browsers type it. */
  get handle(): FileSystemDirectoryHandle {
    return this as unknown as FileSystemDirectoryHandle;
  }

  /** Paths of all files below, with `/` between. */
  paths(): string[] {
    return [...this.entries].flatMap(([name, entry]) =>
      entry instanceof FakeDirectory ? entry.paths().map((path) => `${name}/${path}`) : [name],
    );
  }

  /** What is in the file with this path. */
  content(path: string): Uint8Array {
    return this.#find(path).bytes;
  }

  /** A power cut took what was behind that byte. */
  cut(path: string, bytes: number): void {
    const file = this.#find(path);
    file.bytes = file.bytes.slice(0, bytes);
  }

  /** The page that had files open is gone. */
  letGo(): void {
    for (const entry of this.entries.values()) {
      if (entry instanceof FakeDirectory) entry.letGo();
      else entry.isOpen = false;
    }
  }

  /** A file that is there, and empty if it was not, as a picker gives it. */
  pick(name: string): FileSystemFileHandle {
    const file = new FakeFile();
    this.entries.set(name, file);
    return new FakeHandle(this, name, file) as unknown as FileSystemFileHandle;
  }

  async *keys(): AsyncGenerator<string> {
    yield* this.entries.keys();
  }

  async getDirectoryHandle(
    name: string,
    { create = false }: FileSystemGetDirectoryOptions = {},
  ): Promise<FakeDirectory> {
    const known = this.entries.get(name);
    if (known instanceof FakeFile) throw new DOMException("a file has this name", "TypeMismatchError");
    if (!known && !create) throw missing();
    const folder = known ?? new FakeDirectory(this.disk);
    this.entries.set(name, folder);
    return folder;
  }

  async getFileHandle(name: string, { create = false }: FileSystemGetFileOptions = {}): Promise<FakeHandle> {
    const known = this.entries.get(name);
    if (known instanceof FakeDirectory) throw new DOMException("a folder has this name", "TypeMismatchError");
    if (!known && !create) throw missing();
    const file = known ?? new FakeFile();
    this.entries.set(name, file);
    return new FakeHandle(this, name, file);
  }

  async removeEntry(name: string, { recursive = false }: FileSystemRemoveOptions = {}): Promise<void> {
    const known = this.entries.get(name);
    if (!known) throw missing();
    if (isOpen(known)) throw locked();
    if (known instanceof FakeDirectory && known.entries.size > 0 && !recursive)
      throw new DOMException("the folder is not empty", "InvalidModificationError");
    this.entries.delete(name);
  }

  #find(path: string): FakeFile {
    const [name = "", ...rest] = path.split("/");
    const entry = this.entries.get(name);
    if (entry instanceof FakeDirectory) return entry.#find(rest.join("/"));
    if (!entry) throw new Error(`there is no ${path}`);
    return entry;
  }
}

/** A file's handle, as folders give it out. */
class FakeHandle {
  readonly kind = "file";
  readonly name: string;
  readonly #folder: FakeDirectory;
  readonly #file: FakeFile;

  constructor(folder: FakeDirectory, name: string, file: FakeFile) {
    this.name = name;
    this.#folder = folder;
    this.#file = file;
  }

  async remove(): Promise<void> {
    await this.#folder.removeEntry(this.name);
  }

  async getFile(): Promise<File> {
    return new File([this.#file.bytes], "");
  }

  async createSyncAccessHandle() {
    const [file, disk] = [this.#file, this.#folder.disk];
    if (file.isOpen) throw locked();
    file.isOpen = true;
    return {
      getSize: () => file.bytes.length,
      read(target: Uint8Array, { at = 0 }: { readonly at?: number } = {}): number {
        const bytes = file.bytes.subarray(at, at + target.length);
        target.set(bytes);
        return bytes.length;
      },
      write(bytes: Uint8Array, { at = 0 }: { readonly at?: number } = {}): number {
        file.bytes = put(file.bytes, bytes, at, disk);
        return bytes.length;
      },
      truncate(size: number): void {
        const { length } = file.bytes;
        // A hole takes no space, but it has to fit.
        if (size - length > disk.freeBytes) throw full();
        const bytes = new Uint8Array(size);
        bytes.set(file.bytes.subarray(0, size));
        file.bytes = bytes;
      },
      close(): void {
        file.isOpen = false;
      },
    };
  }

  async createWritable() {
    const [file, disk] = [this.#file, this.#folder.disk];
    let written = new Uint8Array(0);
    return {
      async write({ position, data }: { position: number; data: Uint8Array }): Promise<void> {
        written = put(written, data, position, disk);
      },
      async truncate(size: number): Promise<void> {
        written = written.slice(0, size);
      },
      async close(): Promise<void> {
        file.bytes = written;
      },
      async abort(): Promise<void> {
        written = new Uint8Array(0);
      },
    };
  }
}

function put(old: Uint8Array, bytes: Uint8Array, at: number, disk: FakeDisk): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(Math.max(old.length, at + bytes.length));
  if (next.length - old.length > disk.freeBytes) throw full();
  disk.freeBytes -= next.length - old.length;
  next.set(old);
  next.set(bytes, at);
  return next;
}

function isOpen(entry: FakeDirectory | FakeFile): boolean {
  return entry instanceof FakeDirectory ? [...entry.entries.values()].some(isOpen) : entry.isOpen;
}

const full = () => new DOMException("no space", "QuotaExceededError");
const missing = () => new DOMException("there is no such entry", "NotFoundError");
const locked = () => new DOMException("another page has it open", "NoModificationAllowedError");
