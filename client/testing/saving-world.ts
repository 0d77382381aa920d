import { IDBFactory } from "fake-indexeddb";
import { fileId, type SessionId, sessionId } from "#protocol/ids.ts";
import type { SaveMethod } from "#protocol/transfer/messages.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import type { SavePlan } from "../engine/ports.ts";
import { referToParts } from "../saving/join-parts.ts";
import { BrowserSaving } from "../saving/saving.ts";
import { SavingDatabase } from "../saving/saving-database.ts";
import type { OpenStream, SavingStorage } from "../saving/storage.ts";
import { FakeDirectory, type FakeDisk } from "./fake-directory.ts";
import { FakeLocks } from "./fake-locks.ts";

/** A session by number. */
export const testSession = (number = 1): SessionId => sessionId(`${number}`.padStart(32, "0"));

/** A file that the other device offers. */
export function testFile(size: number, given: Partial<FileInfo> = {}): FileInfo {
  return { fileId: fileId(1), direction: "in", name: "a.bin", folders: [], size, isText: false, ...given };
}

export function testPlan(method: SaveMethod, given: Partial<SavePlan> = {}): SavePlan {
  return { method, asZip: false, capBytes: null, freeBytes: null, ...given };
}

/** Lets everything happen that is due. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A browser's storage in memory, and the pages that use it. */
export class SavingWorld {
  readonly clock = new FakeClock();
  readonly disk: FakeDisk = { freeBytes: Number.POSITIVE_INFINITY };
  /** The origin's private file system. */
  readonly opfs = new FakeDirectory(this.disk);
  /** A folder of the person's own. */
  readonly folder = new FakeDirectory(this.disk);
  readonly #indexedDb = new IDBFactory();
  readonly #locks = new FakeLocks();

  /** What a page has; without something where the browser does not give it. */
  storage(
    without: { readonly [Name in "indexedDb" | "directory" | "locks"]?: undefined } = {},
  ): SavingStorage {
    return {
      indexedDb: this.#indexedDb,
      directory: async () => this.opfs.handle,
      locks: this.#locks.manager,
      joinParts: referToParts,
      now: () => this.clock.wall(),
      pause: (ms) => new Promise((resolve) => this.clock.after(ms, resolve)),
      ...without,
    };
  }

  page(storage: Partial<SavingStorage> = {}, openStream?: OpenStream): BrowserSaving {
    return new BrowserSaving({ ...this.storage(), ...storage }, openStream);
  }

  /** The page is gone, with what only it had. */
  closePage(): void {
    this.#locks.releaseAll();
    this.opfs.letGo();
  }

  /** Files of which something is on record. */
  async noted(session: SessionId): Promise<string[]> {
    const database = await SavingDatabase.open(this.#indexedDb);
    try {
      return (await database.files(session)).map((row) => row.fileId);
    } finally {
      database.close();
    }
  }
}
