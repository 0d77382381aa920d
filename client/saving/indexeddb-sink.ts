import type { SaveMethod } from "#protocol/transfer/messages.ts";
import type { KeptPiece, SavedFile } from "../engine/ports.ts";
import type { BlobSources, Slices } from "./blob-slices.ts";
import type { JoinParts } from "./join-parts.ts";
import { assertReadable, keptPieces, type MethodSink, SAVED_TYPE, type SinkFile } from "./method-sink.ts";
import type { SavingDatabase } from "./saving-database.ts";

/** A file up to this size need not wait until it is written: a transaction for each would take longer than it. */
const TINY_BYTES = 65_536;

/** Most tiny files that are in memory and not written yet. */
const MOST_WAITING = 64;

/** For Blobs in memory: the same bytes, once they are on the disk, or the Blob itself where that failed. */
export type DiskCopies = WeakMap<Blob, Promise<Blob>>;

export interface IndexedDbSinkPorts {
  readonly database: SavingDatabase;
  readonly diskCopies: DiskCopies;
  readonly sources: BlobSources;
  readonly joinParts: JoinParts;
}

/** Keeps each piece of a file as a Blob in IndexedDB: on the disk, also on plain http. */
export class IndexedDbSink implements MethodSink {
  readonly method: SaveMethod = "indexeddb";
  readonly kept: readonly KeptPiece[];
  readonly #target: SinkFile;
  readonly #ports: IndexedDbSinkPorts;
  /** Where each piece ends. */
  #ends: number[];
  #tiny: Blob | undefined;

  private constructor(target: SinkFile, ports: IndexedDbSinkPorts, kept: readonly KeptPiece[]) {
    this.#target = target;
    this.#ports = ports;
    this.kept = kept;
    this.#ends = kept.map(({ end }) => end);
  }

  static async open(target: SinkFile, ports: IndexedDbSinkPorts): Promise<IndexedDbSink> {
    const { session, file } = target;
    const { database } = ports;
    const rows = target.isNew ? [] : await database.pieces(session, file.fileId);
    const withBytes = rows.filter(({ blob }) => blob !== undefined);
    const kept = keptPieces(withBytes, file.size, file.size);
    if (kept.length < rows.length) await database.truncate(session, file.fileId, kept.at(-1)?.end ?? 0);
    const sink = new IndexedDbSink(target, ports, kept);
    sink.#note(false);
    return sink;
  }

  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const { session, file } = this.#target;
    const first = this.#ends.findIndex((pieceEnd) => pieceEnd > start);
    const last = this.#ends.findIndex((pieceEnd) => pieceEnd >= end);
    const blobs: Blob[] = [];
    for (const pieceEnd of this.#ends.slice(first, last + 1)) {
      const blob = (await this.#ports.database.piece(session, file.fileId, pieceEnd))?.blob;
      if (blob) blobs.push(blob);
    }
    const before = this.#ends[first - 1] ?? 0;
    return new Uint8Array(await new Blob(blobs).slice(start - before, end - before).arrayBuffer());
  }

  async truncate(bytes: number): Promise<void> {
    this.#tiny = undefined;
    this.#ends = this.#ends.filter((end) => end <= bytes);
    await this.#ports.database.truncate(this.#target.session, this.#target.file.fileId, bytes);
  }

  async write(bytes: Uint8Array<ArrayBuffer>, { end, hash }: KeptPiece): Promise<void> {
    const { session, file } = this.#target;
    const blob = new Blob([bytes], { type: SAVED_TYPE });
    const written = this.#ports.database.putPiece({ session, fileId: file.fileId, end, hash, blob });
    if (file.size <= TINY_BYTES && this.#ports.database.waitingPieces < MOST_WAITING)
      this.#writeBehind(blob, end, written);
    else await written;
    this.#ends.push(end);
    this.#target.touch();
  }

  async soFar(): Promise<Blob> {
    return this.#tiny ?? new Blob(await this.#blobs());
  }

  async finish(): Promise<SavedFile> {
    this.#note(true);
    if (this.#tiny) return { type: "blob", blob: this.#tiny };
    const blob = await this.#ports.joinParts(await this.#blobs());
    if (blob.size !== (this.#ends.at(-1) ?? 0)) throw new Error("the browser lost a part of the file");
    await assertReadable(blob);
    this.#ports.sources.set(blob, () => this.#slices());
    return { type: "blob", blob };
  }

  async abort(): Promise<void> {
    await this.#ports.database.removeFile(this.#target.session, this.#target.file.fileId);
  }

  async suspend(): Promise<void> {}

  #note(isFinished: boolean): void {
    const { session, file } = this.#target;
    this.#ports.database.noteFile({ session, fileId: file.fileId, method: this.method, isFinished });
  }

  #writeBehind(blob: Blob, end: number, written: Promise<void>): void {
    const { session, file } = this.#target;
    const copy = async () => {
      await written;
      return (await this.#ports.database.piece(session, file.fileId, end))?.blob ?? blob;
    };
    this.#tiny = blob;
    this.#ports.diskCopies.set(
      blob,
      copy().catch(() => blob),
    );
  }

  async *#slices(): Slices {
    const { session, file } = this.#target;
    for (const end of this.#ends) {
      const piece = await this.#ports.database.piece(session, file.fileId, end);
      if (!piece?.blob) throw new Error("the browser lost a part of the file");
      yield new Uint8Array(await piece.blob.arrayBuffer());
    }
  }

  async #blobs(): Promise<Blob[]> {
    const rows = await this.#ports.database.pieces(this.#target.session, this.#target.file.fileId);
    return rows.flatMap(({ blob }) => blob ?? []);
  }
}
