import type { FileId, SessionId } from "#protocol/ids.ts";
import type { Instant, Millis } from "#protocol/time.ts";
import type { SaveMethod } from "#protocol/transfer/messages.ts";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import { type Archive, NoRoom, type OfferRecord, type SavePlan, type Saving } from "../engine/ports.ts";
import type { BlobSources } from "./blob-slices.ts";
import { browserStorage } from "./browser-storage.ts";
import { HandleSink } from "./handle-sink.ts";
import { type DiskCopies, IndexedDbSink } from "./indexeddb-sink.ts";
import { KeptStorage } from "./kept-storage.ts";
import { holdSession } from "./leftovers.ts";
import { MemoryBudget, MemorySink } from "./memory-sink.ts";
import type { MethodSink, SinkFile } from "./method-sink.ts";
import { OpfsSink } from "./opfs-sink.ts";
import { PartSink } from "./part-sink.ts";
import { MEMORY_CAP_BYTES, waysFrom } from "./plan.ts";
import type { OpenStream, SavingStorage } from "./storage.ts";
import { StreamSink } from "./stream-sink.ts";
import { ZipArchive } from "./zip-archive.ts";

/** How often a session that is in use is noted as such. */
const TOUCH_EVERY_MS: Millis = 60_000;

/** Files of an archive that are kept in memory: up to this size each, and all together. */
const SMALL_PART_BYTES = 1_048_576;
const SMALL_PARTS_BYTES = 67_108_864;

/** A session that this page uses. */
interface Use {
  readonly release: () => void;
  /** Files that were opened, here or before a reload, and by which method. */
  readonly opened: Map<FileId, SaveMethod>;
  readonly inMemory: (() => void)[];
  touchedAt: Instant;
}

/** For this worker. @param openStream where the page can have downloads served as they arrive */
export function createSaving(openStream?: OpenStream): BrowserSaving {
  return new BrowserSaving(browserStorage(), openStream);
}

/** Keeps received files in whatever way the plan says and this browser can. */
export class BrowserSaving implements Saving {
  readonly #storage: SavingStorage;
  readonly #openStream: OpenStream | undefined;
  readonly #budget = new MemoryBudget(MEMORY_CAP_BYTES);
  readonly #partsBudget = new MemoryBudget(SMALL_PARTS_BYTES);
  readonly #diskCopies: DiskCopies = new WeakMap();
  readonly #sources: BlobSources = new WeakMap();
  readonly #uses = new Map<SessionId, Promise<Use>>();
  #kept: Promise<KeptStorage | undefined> | undefined;

  constructor(storage: SavingStorage, openStream?: OpenStream) {
    this.#storage = storage;
    this.#openStream = openStream;
  }

  /** Falls back to another way before the first byte only; the sink says which one it is. */
  async open(session: SessionId, file: FileInfo, plan: SavePlan): Promise<MethodSink> {
    const use = await this.#use(session);
    const isNew = !use.opened.has(file.fileId);
    const target: SinkFile = { session, file, isNew, touch: () => this.#touch(session, use) };
    if (file.isText) return this.#inMemory(use, file);
    const small = plan.asZip && file.size <= SMALL_PART_BYTES && this.#smallPart(use, file);
    if (small) return small;
    let problem: unknown;
    for (const method of waysFor(file, plan, use.opened.get(file.fileId))) {
      try {
        const sink = await this.#openBy(method, target, use, plan);
        use.opened.set(file.fileId, method);
        return sink;
      } catch (error) {
        if (error instanceof NoRoom) throw error;
        problem = error;
      }
    }
    throw problem;
  }

  async archive(session: SessionId): Promise<Archive> {
    const kept = await this.#keptStorage();
    return new ZipArchive({
      now: this.#storage.now,
      diskCopies: this.#diskCopies,
      joinParts: this.#storage.joinParts,
      sources: this.#sources,
      async remove(files) {
        for (const fileId of files) await kept?.removeFile(session, fileId);
      },
    });
  }

  async records(session: SessionId): Promise<readonly OfferRecord[]> {
    await this.#use(session);
    return (await this.#keptStorage())?.database.offers(session) ?? [];
  }

  async record(session: SessionId, offer: OfferRecord): Promise<void> {
    await this.#use(session);
    await (await this.#keptStorage())?.database.putOffer(session, offer);
  }

  async forget(session: SessionId): Promise<void> {
    const use = await this.#uses.get(session);
    this.#uses.delete(session);
    for (const release of use?.inMemory ?? []) release();
    try {
      await (await this.#keptStorage())?.forget(session, this.#storage.now());
    } finally {
      use?.release();
    }
  }

  async #openBy(
    method: SaveMethod,
    target: SinkFile,
    use: Use,
    { handle, asZip }: SavePlan,
  ): Promise<MethodSink> {
    const kept = await this.#keptStorage();
    const { database, folder } = kept ?? {};
    const { pause, joinParts } = this.#storage;
    switch (method) {
      case "memory":
        return this.#inMemory(use, target.file);
      case "opfs":
        if (database && folder)
          return OpfsSink.open(target, { database, folder, sources: this.#sources, pause });
        break;
      case "indexeddb":
        if (database)
          return IndexedDbSink.open(target, {
            database,
            diskCopies: this.#diskCopies,
            sources: this.#sources,
            joinParts,
          });
        break;
      case "file":
        if (handle?.kind === "file" && !asZip) return HandleSink.inFile(handle);
        break;
      case "folder":
        if (handle?.kind === "directory") return HandleSink.inFolder(handle, target.file);
        break;
      case "stream":
        if (this.#openStream && !asZip) return StreamSink.open(this.#openStream(target.file), pause);
    }
    throw new Error(`this page cannot save by ${method}`);
  }

  #inMemory(use: Use, { size }: FileInfo): MethodSink {
    const release = this.#budget.reserve(size);
    use.inMemory.push(release);
    return new MemorySink(release);
  }

  /** In memory, while there is room for it: a thousand small files cost the disk far more than their bytes. */
  #smallPart(use: Use, { size }: FileInfo): MethodSink | undefined {
    try {
      const release = this.#partsBudget.reserve(size);
      use.inMemory.push(release);
      return new PartSink(size, release);
    } catch {
      return undefined;
    }
  }

  #keptStorage(): Promise<KeptStorage | undefined> {
    this.#kept ??= KeptStorage.open(this.#storage);
    return this.#kept;
  }

  #use(session: SessionId): Promise<Use> {
    const use = this.#uses.get(session) ?? this.#begin(session);
    this.#uses.set(session, use);
    return use;
  }

  async #begin(session: SessionId): Promise<Use> {
    const touchedAt = this.#storage.now();
    const release = await holdSession(this.#storage.locks, session);
    const { database } = (await this.#keptStorage()) ?? {};
    await database?.putSession({ session, touchedAt, isForgotten: false }).catch(() => undefined);
    const files = (await database?.files(session).catch(() => undefined)) ?? [];
    const opened = new Map(files.map(({ fileId, method }) => [fileId, method]));
    return { release, opened, inMemory: [], touchedAt };
  }

  #touch(session: SessionId, use: Use): void {
    const touchedAt = this.#storage.now();
    if (touchedAt - use.touchedAt < TOUCH_EVERY_MS) return;
    use.touchedAt = touchedAt;
    void this.#keptStorage().then((kept) =>
      kept?.database.putSession({ session, touchedAt, isForgotten: false }).catch(() => undefined),
    );
  }
}

/** @param begun how it was begun before */
function waysFor(
  file: FileInfo,
  { method, asZip }: SavePlan,
  begun: SaveMethod | undefined,
): readonly SaveMethod[] {
  const ways = waysFrom(method);
  // In an archive, a file of one piece costs least as one record.
  const isSmallPart = asZip && method === "opfs" && file.size <= PIECE_BYTES;
  const first = begun ?? (isSmallPart ? "indexeddb" : method);
  return ways.includes(first) ? [first, ...ways.filter((way) => way !== first)] : ways;
}
