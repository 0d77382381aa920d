import type { Millis } from "#protocol/time.ts";
import type { SaveMethod } from "#protocol/transfer/messages.ts";
import { type KeptPiece, NoRoom, type SavedFile } from "../engine/ports.ts";
import { type BlobSources, fileSlices } from "./blob-slices.ts";
import {
  assertReadable,
  keptPieces,
  LOOK_BYTES,
  type MethodSink,
  SAVED_TYPE,
  type SinkFile,
} from "./method-sink.ts";
import { orNoRoom } from "./no-room.ts";
import { type OpfsFolder, openAccess } from "./opfs-folder.ts";
import type { SavingDatabase } from "./saving-database.ts";

export interface OpfsSinkPorts {
  readonly folder: OpfsFolder;
  /** Keeps the pieces' digests. */
  readonly database: SavingDatabase;
  readonly sources: BlobSources;
  readonly pause: (ms: Millis) => Promise<void>;
}

/** Keeps a file in the origin's private file system, where it takes no memory. */
export class OpfsSink implements MethodSink {
  readonly method: SaveMethod = "opfs";
  readonly kept: readonly KeptPiece[];
  readonly #target: SinkFile;
  readonly #ports: OpfsSinkPorts;
  readonly #handle: FileSystemFileHandle;
  readonly #access: FileSystemSyncAccessHandle;
  #bytes: number;

  private constructor(
    target: SinkFile,
    ports: OpfsSinkPorts,
    opened: { handle: FileSystemFileHandle; access: FileSystemSyncAccessHandle; kept: readonly KeptPiece[] },
  ) {
    this.#target = target;
    this.#ports = ports;
    this.#handle = opened.handle;
    this.#access = opened.access;
    this.kept = opened.kept;
    this.#bytes = opened.kept.at(-1)?.end ?? 0;
  }

  static async open(target: SinkFile, ports: OpfsSinkPorts): Promise<OpfsSink> {
    const { session, file } = target;
    const handle = await orNoRoom(() => ports.folder.file(session, file.fileId));
    const access = await openAccess(handle, ports.pause);
    try {
      const keptBytes = access.getSize();
      await orNoRoom(() => assertRoom(access, file.size));
      const recorded = target.isNew ? [] : await ports.database.pieces(session, file.fileId);
      const kept = keptPieces(recorded, file.size, keptBytes);
      const sink = new OpfsSink(target, ports, { handle, access, kept });
      await sink.truncate(sink.#bytes);
      sink.#note(false);
      return sink;
    } catch (error) {
      access.close();
      throw error;
    }
  }

  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(end - start);
    const count = this.#access.read(bytes, { at: start });
    return bytes.subarray(0, count);
  }

  async truncate(bytes: number): Promise<void> {
    this.#access.truncate(bytes);
    this.#bytes = bytes;
    await this.#ports.database.truncate(this.#target.session, this.#target.file.fileId, bytes);
  }

  async write(bytes: Uint8Array<ArrayBuffer>, { end, hash }: KeptPiece): Promise<void> {
    const { session, file } = this.#target;
    const count = await orNoRoom(() => this.#access.write(bytes, { at: this.#bytes }));
    if (count !== bytes.byteLength) throw new NoRoom("the disk took only a part of the bytes");
    this.#bytes += count;
    this.#target.touch();
    await this.#ports.database.putPiece({ session, fileId: file.fileId, end, hash });
  }

  /** A copy: the file itself cannot be read while it grows. */
  async soFar(): Promise<Blob> {
    return new Blob([await this.read(0, Math.min(this.#bytes, LOOK_BYTES))]);
  }

  async finish(): Promise<SavedFile> {
    this.#access.close();
    const file = await this.#handle.getFile();
    if (file.size !== this.#bytes) throw new Error("the browser lost a part of the file");
    await assertReadable(file);
    this.#note(true);
    const blob = file.slice(0, file.size, SAVED_TYPE);
    this.#ports.sources.set(blob, () => fileSlices(this.#handle, blob.size, this.#ports.pause));
    return { type: "blob", blob };
  }

  async abort(): Promise<void> {
    const { session, file } = this.#target;
    this.#access.close();
    await this.#ports.folder.remove(session, file.fileId);
    await this.#ports.database.removeFile(session, file.fileId);
  }

  async suspend(): Promise<void> {
    this.#access.close();
  }

  #note(isFinished: boolean): void {
    const { session, file } = this.#target;
    this.#ports.database.noteFile({ session, fileId: file.fileId, method: this.method, isFinished });
  }
}

/**
 * Finds out before the first byte what the browser does not tell otherwise: Chromium reports the same free space
 * everywhere. The longer file has a hole in it, which takes no space.
 */
function assertRoom(access: FileSystemSyncAccessHandle, size: number): void {
  if (access.getSize() >= size) return;
  access.truncate(size);
  if (access.getSize() < size) throw new NoRoom("the file does not fit");
}
