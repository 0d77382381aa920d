import type { FileId, SessionId } from "#protocol/ids.ts";
import type { Millis } from "#protocol/time.ts";
import { OpfsFolder } from "./opfs-folder.ts";
import { SavingDatabase } from "./saving-database.ts";
import type { SavingStorage } from "./storage.ts";

/** A database that has not opened by then never will: some browsers neither open nor refuse it. */
const OPEN_MS: Millis = 5_000;

/** What this browser keeps over a reload. */
export class KeptStorage {
  readonly database: SavingDatabase;
  /** Undefined where the page has no private file system. */
  readonly folder: OpfsFolder | undefined;

  private constructor(database: SavingDatabase, folder: OpfsFolder | undefined) {
    this.database = database;
    this.folder = folder;
  }

  /** Undefined where nothing is kept. */
  static async open({ indexedDb, directory, pause }: SavingStorage): Promise<KeptStorage | undefined> {
    try {
      const opened = indexedDb && SavingDatabase.open(indexedDb);
      const database = await Promise.race([opened, pause(OPEN_MS).then(() => undefined)]);
      if (!database) return undefined;
      const folder = directory && (await OpfsFolder.open(directory).catch(() => undefined));
      return new KeptStorage(database, folder);
    } catch {
      return undefined;
    }
  }

  close(): void {
    this.database.close();
  }

  async removeFile(session: SessionId, fileId: FileId): Promise<void> {
    await this.folder?.remove(session, fileId);
    await this.database.removeFile(session, fileId);
  }

  /** Finished files stay: the browser may still be copying them to where the person wants them. */
  async forget(session: SessionId, touchedAt: number): Promise<void> {
    await this.database.written();
    const files = await this.database.files(session);
    for (const { fileId, isFinished } of files) {
      // What is still open cannot be removed, and goes with the leftovers.
      if (!isFinished) await this.removeFile(session, fileId).catch(() => undefined);
    }
    if (files.some(({ isFinished }) => isFinished)) {
      await this.database.removeOffers(session);
      await this.database.putSession({ session, touchedAt, isForgotten: true });
    } else {
      await this.folder?.removeSession(session).catch(() => undefined);
      await this.database.removeSession(session);
    }
  }
}
