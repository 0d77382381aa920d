import { makeZip } from "client-zip";
import type { FileId } from "#protocol/ids.ts";
import type { Instant } from "#protocol/time.ts";
import { UniquePaths } from "#protocol/transfer/file-path.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import type { Archive, SavedFile } from "../engine/ports.ts";
import { type BlobSources, blobSlices } from "./blob-slices.ts";
import type { DiskCopies } from "./indexeddb-sink.ts";
import type { JoinParts } from "./join-parts.ts";
import { assertReadable } from "./method-sink.ts";

export interface ArchivePorts {
  /** Time of day, for the files' dates. */
  readonly now: () => Instant;
  readonly diskCopies: DiskCopies;
  readonly joinParts: JoinParts;
  readonly sources: BlobSources;
  /** Lets go of what is kept of files. */
  readonly remove: (files: readonly FileId[]) => Promise<void>;
}

/** So much of what lies between files, and of files in memory, is put together. */
const FOLD_BYTES = 1_048_576;

interface Slice {
  readonly bytes: Uint8Array;
  readonly file: Blob;
  readonly handedOn: () => void;
}

interface Entry {
  readonly path: string;
  readonly content: Blob | Uint8Array<ArrayBuffer>;
  readonly added: () => void;
}

/**
 * Gathers files in a zip without compression (XFER20). What lies between them is made here; the files
 * themselves are not copied, but stay where they are kept, and the archive is a Blob that refers to them.
 */
export class ZipArchive implements Archive {
  readonly #ports: ArchivePorts;
  readonly #paths = new UniquePaths();
  readonly #files: FileId[] = [];
  readonly #parts: (Blob | Promise<Blob>)[] = [];
  #loose: Uint8Array<ArrayBuffer>[] = [];
  #looseBytes = 0;
  readonly #folded: Blob[] = [];
  /** On its way through the zip stream, which hands on the very same array. */
  #slice: Slice | undefined;
  #give: (entry: Entry | undefined) => void = () => undefined;
  #nextEntry = this.#awaitEntry();
  readonly #written: Promise<void>;

  constructor(ports: ArchivePorts) {
    this.#ports = ports;
    this.#written = this.#write();
    this.#written.catch(() => undefined); // whoever adds or finishes hears it
  }

  async add({ fileId, folders, name }: FileInfo, content: Entry["content"]): Promise<void> {
    this.#files.push(fileId);
    const path = this.#paths.place(folders, name);
    const isAdded = new Promise<void>((added) => this.#give({ path, content, added }));
    await Promise.race([isAdded, this.#written]);
  }

  async finish(): Promise<SavedFile> {
    this.#give(undefined);
    await this.#written;
    this.#fold();
    for (const folded of this.#folded) await assertReadable(folded);
    const blob = await this.#ports.joinParts(await Promise.all(this.#parts));
    await assertReadable(blob);
    return { type: "blob", blob };
  }

  async abort(): Promise<void> {
    this.#give(undefined);
    await this.#ports.remove(this.#files);
  }

  async #write(): Promise<void> {
    const reader = makeZip(this.#entries()).getReader();
    let last: Blob | undefined;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const slice = this.#slice?.bytes === value ? this.#slice : undefined;
      const file = slice?.file;
      slice?.handedOn();
      if (!file) this.#gather(value);
      else if (file !== last) {
        this.#fold();
        this.#parts.push(this.#ports.diskCopies.get(file) ?? file);
      }
      last = file;
    }
  }

  /** Bytes that are nowhere else become parts of some size: a Blob of thousands of parts is slow to make. */
  #gather(bytes: Uint8Array): void {
    this.#loose.push(new Uint8Array(bytes));
    this.#looseBytes += bytes.byteLength;
    if (this.#looseBytes >= FOLD_BYTES) this.#fold();
  }

  #fold(): void {
    if (this.#looseBytes === 0) return;
    const folded = new Blob(this.#loose);
    this.#folded.push(folded);
    this.#parts.push(folded);
    this.#loose = [];
    this.#looseBytes = 0;
  }

  #awaitEntry(): Promise<Entry | undefined> {
    return new Promise((resolve) => {
      this.#give = resolve;
    });
  }

  async *#entries() {
    for (;;) {
      const entry = await this.#nextEntry;
      if (!entry) return;
      this.#nextEntry = this.#awaitEntry();
      yield { name: entry.path, input: this.#inputOf(entry.content), lastModified: this.#ports.now() };
      entry.added();
    }
  }

  #inputOf(content: Entry["content"]) {
    return content instanceof Blob ? this.#contentOf(content) : content;
  }

  /** The zip stream asks for more while it still has the slice before, which must stay as it is until then. */
  async *#contentOf(file: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    for await (const bytes of this.#ports.sources.get(file)?.() ?? blobSlices(file)) {
      const isHandedOn = new Promise<void>((handedOn) => {
        this.#slice = { bytes, file, handedOn };
      });
      yield bytes;
      await isHandedOn;
    }
  }
}
