import type { FileId, SessionId } from "#protocol/ids.ts";
import type { Millis } from "#protocol/time.ts";

const FOLDER = "p2p-share";

/** How often, and how long apart, a file is asked for that another page has not let go of. */
const OPEN_ATTEMPTS = 50;
const OPEN_PAUSE_MS: Millis = 100;

/** Received files in the origin's private file system: a folder for each session. */
export class OpfsFolder {
  readonly #root: FileSystemDirectoryHandle;

  private constructor(root: FileSystemDirectoryHandle) {
    this.#root = root;
  }

  /** Rejects where this page has no such file system, as in some private windows. */
  static async open(directory: () => Promise<FileSystemDirectoryHandle>): Promise<OpfsFolder> {
    return new OpfsFolder(await (await directory()).getDirectoryHandle(FOLDER, { create: true }));
  }

  async file(session: SessionId, fileId: FileId): Promise<FileSystemFileHandle> {
    const folder = await this.#root.getDirectoryHandle(session, { create: true });
    return folder.getFileHandle(fileId, { create: true });
  }

  /** Nothing happens where there is none. Rejects where it is still open. */
  async remove(session: SessionId, fileId: FileId): Promise<void> {
    try {
      const folder = await this.#root.getDirectoryHandle(session);
      await folder.removeEntry(fileId);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  /** Sessions that have a folder. */
  async sessions(): Promise<string[]> {
    const names: string[] = [];
    for await (const name of this.#root.keys()) names.push(name);
    return names;
  }

  async removeSession(session: string): Promise<void> {
    try {
      await this.#root.removeEntry(session, { recursive: true });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}

/**
 * Opens a file for this worker alone. After a reload the page before may not have let go of it yet, and for
 * that it waits five seconds.
 */
export async function openAccess(
  file: FileSystemFileHandle,
  pause: (ms: Millis) => Promise<void>,
): Promise<FileSystemSyncAccessHandle> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      if (!isNamed(error, "NoModificationAllowedError") || attempt === OPEN_ATTEMPTS) throw error;
      await pause(OPEN_PAUSE_MS);
    }
  }
}

function isMissing(error: unknown): boolean {
  return isNamed(error, "NotFoundError");
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
