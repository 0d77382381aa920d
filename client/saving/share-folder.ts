import { shareLock } from "./share-messages.ts";

/** Apart from what is received (`opfs-folder`), where a session that nobody knows is a leftover. */
const FOLDER = "p2p-share shared";

/** Files of shares in the origin's private file system, a folder for each share. */
export class ShareFolder {
  readonly #root: FileSystemDirectoryHandle;

  private constructor(root: FileSystemDirectoryHandle) {
    this.#root = root;
  }

  /** Rejects where this browser has no such file system, as in some private windows. */
  static async open(directory: () => Promise<FileSystemDirectoryHandle>): Promise<ShareFolder> {
    return new ShareFolder(await (await directory()).getDirectoryHandle(FOLDER, { create: true }));
  }

  /** Another file of a share, whose name a file system may not take. */
  async file(id: string, number: number): Promise<FileSystemFileHandle> {
    const share = await this.#root.getDirectoryHandle(id, { create: true });
    return share.getFileHandle(`${number}`, { create: true });
  }

  /**
   * Removes every share that nobody holds the lock of. Whoever makes one takes its lock first, so that one with a
   * folder and without a lock is over, whatever has become of its page and of the service worker that took it.
   */
  async tidy(locks: LockManager): Promise<void> {
    const found: string[] = [];
    for await (const id of this.#root.keys()) found.push(id);
    const { held = [] } = await locks.query();
    const names = new Set(held.map(({ name }) => name));
    for (const id of found) {
      if (names.has(shareLock(id))) continue;
      // One that is still open somewhere goes another time.
      await this.#root.removeEntry(id, { recursive: true }).catch(() => undefined);
    }
  }
}
