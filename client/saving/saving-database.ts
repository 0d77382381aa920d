import type { FileId, SessionId, Sha256 } from "#protocol/ids.ts";
import type { Instant } from "#protocol/time.ts";
import type { SaveMethod } from "#protocol/transfer/messages.ts";
import type { OfferRecord } from "../engine/ports.ts";
import { asNoRoom } from "./no-room.ts";

const NAME = "p2p-share";
const VERSION = 1;

const STORES = ["sessions", "offers", "files", "pieces"] as const;
type StoreName = (typeof STORES)[number];

/** A session of which something is kept. */
export interface SessionRow {
  readonly session: SessionId;
  readonly touchedAt: Instant;
  /** Only finished files are left of it, which the browser may still be copying. */
  readonly isForgotten: boolean;
}

interface OfferRow {
  readonly session: SessionId;
  readonly offer: number;
  readonly record: OfferRecord;
}

/** A file of which something is kept. */
export interface FileRow {
  readonly session: SessionId;
  readonly fileId: FileId;
  readonly method: SaveMethod;
  /** It was given out. */
  readonly isFinished: boolean;
}

/** A verified piece; its bytes are here, or in a file of the private file system. */
export interface PieceRow {
  readonly session: SessionId;
  readonly fileId: FileId;
  readonly end: number;
  readonly hash: Sha256;
  readonly blob?: Blob;
}

/** Rows that are written together. */
interface Batch {
  readonly files: FileRow[];
  readonly pieces: PieceRow[];
  readonly written: Promise<void>;
}

/** What is known of kept files, and the bytes of those that are kept here. Full is `NoRoom`. */
export class SavingDatabase {
  readonly #database: IDBDatabase;
  #batch: Batch | undefined;
  #lastWritten: Promise<void> = Promise.resolve();

  private constructor(database: IDBDatabase) {
    this.#database = database;
  }

  /** Rejects where the browser keeps nothing, as in some private windows. */
  static async open(factory: IDBFactory): Promise<SavingDatabase> {
    const request = factory.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const { result } = request;
      result.createObjectStore("sessions", { keyPath: "session" });
      result.createObjectStore("offers", { keyPath: ["session", "offer"] });
      result.createObjectStore("files", { keyPath: ["session", "fileId"] });
      const pieces = result.createObjectStore("pieces", { keyPath: ["session", "fileId", "end"] });
      pieces.createIndex("file", ["session", "fileId"]);
      for (const name of ["offers", "files", "pieces"] as const)
        request.transaction?.objectStore(name).createIndex("session", "session");
    };
    const database = await answered(request);
    database.onversionchange = () => database.close();
    return new SavingDatabase(database);
  }

  close(): void {
    this.#database.close();
  }

  sessions(): Promise<SessionRow[]> {
    return this.#ask("sessions", (store) => store.getAll());
  }

  putSession(row: SessionRow): Promise<void> {
    return this.#write(["sessions"], (store) => store("sessions").put(row));
  }

  async offers(session: SessionId): Promise<OfferRecord[]> {
    const rows: OfferRow[] = await this.#ask("offers", (store) => store.index("session").getAll(session));
    return rows.map(({ record }) => record);
  }

  putOffer(session: SessionId, record: OfferRecord): Promise<void> {
    const row: OfferRow = { session, offer: record.offer, record };
    return this.#write(["offers"], (store) => store("offers").put(row));
  }

  file(session: SessionId, fileId: FileId): Promise<FileRow | undefined> {
    return this.#ask("files", (store) => store.get([session, fileId]));
  }

  files(session: SessionId): Promise<FileRow[]> {
    return this.#ask("files", (store) => store.index("session").getAll(session));
  }

  /** Not at once, and perhaps never: what is not noted cannot be resumed, no more. */
  noteFile(row: FileRow): void {
    this.#nextBatch().files.push(row);
  }

  /** Pieces of a file, in order. */
  pieces(session: SessionId, fileId: FileId): Promise<PieceRow[]> {
    return this.#ask("pieces", (store) => store.index("file").getAll([session, fileId]));
  }

  piece(session: SessionId, fileId: FileId, end: number): Promise<PieceRow | undefined> {
    return this.#ask("pieces", (store) => store.get([session, fileId, end]));
  }

  /** Pieces that come while others are being written go together in the next transaction, which costs most. */
  putPiece(row: PieceRow): Promise<void> {
    const batch = this.#nextBatch();
    batch.pieces.push(row);
    return batch.written;
  }

  /** How many pieces wait for those that are being written. */
  get waitingPieces(): number {
    return this.#batch?.pieces.length ?? 0;
  }

  /** Resolves when everything is written that was asked for, or has failed. */
  async written(): Promise<void> {
    await this.#batch?.written.catch(() => undefined);
    await this.#lastWritten;
  }

  /** Forgets the pieces of a file that end behind byte `bytes`. */
  async truncate(session: SessionId, fileId: FileId, bytes: number): Promise<void> {
    await this.written(); // or they would be written after this
    const keys = await this.#ask("pieces", (store) => store.index("file").getAllKeys([session, fileId]));
    const ends = keys.map((key) => (Array.isArray(key) ? Number(key[2]) : 0)).filter((end) => end > bytes);
    if (ends.length === 0) return;
    await this.#write(["pieces"], (store) => {
      for (const end of ends) store("pieces").delete([session, fileId, end]);
    });
  }

  async removeFile(session: SessionId, fileId: FileId): Promise<void> {
    await this.truncate(session, fileId, 0);
    await this.#write(["files"], (store) => store("files").delete([session, fileId]));
  }

  removeOffers(session: SessionId): Promise<void> {
    return this.#removeAll(session, "offers");
  }

  async removeSession(session: string): Promise<void> {
    for (const name of ["pieces", "files", "offers"] as const) await this.#removeAll(session, name);
    await this.#write(["sessions"], (store) => store("sessions").delete(session));
  }

  async #removeAll(session: string, name: "pieces" | "files" | "offers"): Promise<void> {
    const keys = await this.#ask(name, (store) => store.index("session").getAllKeys(session));
    await this.#write([name], (store) => {
      for (const key of keys) store(name).delete(key);
    });
  }

  #nextBatch(): Batch {
    if (this.#batch) return this.#batch;
    const files: FileRow[] = [];
    const pieces: PieceRow[] = [];
    const written = this.#lastWritten.then(() => {
      this.#batch = undefined;
      return this.#write(["files", "pieces"], (store) => {
        for (const row of files) store("files").put(row);
        for (const row of pieces) store("pieces").put(row);
      });
    });
    this.#lastWritten = written.catch(() => undefined);
    this.#batch = { files, pieces, written };
    return this.#batch;
  }

  async #ask<T>(name: StoreName, question: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    return answered(question(this.#database.transaction(name).objectStore(name)));
  }

  async #write(
    names: readonly StoreName[],
    change: (store: (name: StoreName) => IDBObjectStore) => void,
  ): Promise<void> {
    // What a power cut takes is noticed when it is read; waiting for the disk would hold up each piece.
    const transaction = this.#database.transaction(names, "readwrite", { durability: "relaxed" });
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(asNoRoom(transaction.error ?? new Error("the write was aborted")));
      change((name) => transaction.objectStore(name));
    });
  }
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
