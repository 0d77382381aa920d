import type { Instant, Millis } from "#protocol/time.ts";
import type { JoinParts } from "./join-parts.ts";

/** What of the browser saving works with. What a page does not have is undefined: much of it on plain http. */
export interface SavingStorage {
  readonly indexedDb: IDBFactory | undefined;
  /** Root of the origin's private file system (OPFS). */
  readonly directory: (() => Promise<FileSystemDirectoryHandle>) | undefined;
  readonly locks: LockManager | undefined;
  readonly joinParts: JoinParts;
  /** Time of day, which goes on over a reload. */
  now(): Instant;
  pause(ms: Millis): Promise<void>;
}

/** A download that the service worker serves while it arrives. */
export interface StreamedDownload {
  readonly name: string;
  readonly size: number;
}

/** Has the page start such a download. @returns where its bytes go, in the words of `stream-messages.ts` */
export type OpenStream = (download: StreamedDownload) => MessagePort;
