import type { FileId, SessionId } from "#protocol/ids.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import {
  type Archive,
  type FileSink,
  type KeptPiece,
  NoRoom,
  type OfferRecord,
  type SavedFile,
  type SavePlan,
  type Saving,
} from "../engine/ports.ts";

/** What is kept of one unfinished file. */
interface KeptFile {
  bytes: Uint8Array<ArrayBuffer>;
  pieces: KeptPiece[];
  /** A reloaded page opens a file again without the old page's leave, whose sink then must be used no more. */
  sink: object | undefined;
}

/** An archive that tells what is in it: one line for each file, path and size. */
interface ArchivedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Keeps everything in maps, which survive the page that wrote them. */
export class MemorySaving implements Saving {
  /** Set by a test: there is no room for anything more. */
  full = false;
  /** Set by a test: every use of a sink fails, as where the browser takes the storage away. */
  broken = false;
  /** What the archives hold, in the order in which files were added. */
  readonly archived: ArchivedFile[] = [];
  readonly #files = new Map<string, KeptFile>();
  readonly #offers = new Map<SessionId, Map<number, OfferRecord>>();

  /** Names of what is kept of unfinished files: session and file id. */
  get unfinished(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** The last bytes of every unfinished file never reached the disk. */
  loseLastBytes(count: number): void {
    for (const file of this.#files.values()) cutTo(file, file.bytes.byteLength - count);
  }

  /** A byte of every unfinished file is another one. @param offset of that byte */
  damage(offset: number): void {
    for (const { bytes } of this.#files.values()) bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  }

  async open(session: SessionId, file: FileInfo, plan: SavePlan): Promise<FileSink> {
    if (this.broken) throw new Error("the storage is gone");
    return this.#sink(`${session}/${file.fileId}`, plan);
  }

  async archive(_session: SessionId, _offer: number, _plan: SavePlan): Promise<Archive> {
    return {
      add: async (file, content) => {
        const path = [...file.folders, file.name].join("/");
        this.archived.push({ path, bytes: content instanceof Blob ? await content.bytes() : content });
      },
      finish: async () => ({ type: "blob", blob: new Blob([this.archived.map(lineOf).join("\n")]) }),
      abort: async () => void this.archived.splice(0),
    };
  }

  async records(session: SessionId): Promise<readonly OfferRecord[]> {
    return [...(this.#offers.get(session)?.values() ?? [])];
  }

  async record(session: SessionId, offer: OfferRecord): Promise<void> {
    const offers = this.#offers.get(session) ?? new Map<number, OfferRecord>();
    this.#offers.set(session, offers.set(offer.offer, offer));
  }

  async forget(session: SessionId): Promise<void> {
    this.#offers.delete(session);
    for (const name of this.unfinished) if (name.startsWith(`${session}/`)) this.#files.delete(name);
  }

  /** What is kept of a file, for a test to look at. */
  keptBytes(session: SessionId, fileId: FileId): number {
    return this.#files.get(`${session}/${fileId}`)?.bytes.byteLength ?? 0;
  }

  #sink(name: string, plan: SavePlan): FileSink {
    const file = this.#files.get(name) ?? { bytes: new Uint8Array(0), pieces: [], sink: undefined };
    this.#files.set(name, file);
    const mine = {};
    file.sink = mine;
    const use = () => {
      if (file.sink !== mine) throw new Error("the sink was let go");
      if (this.broken) throw new Error("the storage is gone");
    };
    const letGo = async () => {
      if (file.sink === mine) file.sink = undefined;
    };
    return {
      kept: [...file.pieces],
      read: async (start, end) => {
        use();
        return file.bytes.slice(start, end);
      },
      truncate: async (bytes) => {
        use();
        cutTo(file, bytes);
        if (file.bytes.byteLength !== bytes) throw new Error(`no piece ends at byte ${bytes}`);
      },
      write: async (bytes, piece) => {
        use();
        if (this.full) throw new NoRoom();
        append(file, bytes, piece);
      },
      soFar: async () => new Blob([file.bytes]),
      finish: async (): Promise<SavedFile> => {
        use();
        await letGo();
        this.#files.delete(name);
        const isInPlace = plan.handle !== undefined && !plan.asZip;
        return isInPlace ? { type: "in-place" } : { type: "blob", blob: new Blob([file.bytes]) };
      },
      abort: async () => {
        if (file.sink === mine) this.#files.delete(name);
        await letGo();
      },
      suspend: letGo,
    };
  }
}

function append(file: KeptFile, bytes: Uint8Array<ArrayBuffer>, piece: KeptPiece): void {
  const start = file.bytes.byteLength;
  if (start + bytes.byteLength !== piece.end) throw new Error("the bytes do not end with their piece");
  const grown = new Uint8Array(piece.end);
  grown.set(file.bytes);
  grown.set(bytes, start);
  file.bytes = grown;
  file.pieces.push(piece);
}

/** Whole pieces only. */
function cutTo(file: KeptFile, bytes: number): void {
  file.pieces = file.pieces.filter(({ end }) => end <= bytes);
  file.bytes = file.bytes.slice(0, file.pieces.at(-1)?.end ?? 0);
}

function lineOf({ path, bytes }: ArchivedFile): string {
  return `${path} ${bytes.byteLength}`;
}
