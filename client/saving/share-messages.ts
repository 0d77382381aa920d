/** Where a device's share sheet posts what is shared with the installed page, as a form with files. */
export const SHARE_PATH = "/share";

/** The page's address names the share that it is opened for: `/?shared=<id>`. */
export const SHARED_PARAMETER = "shared";

/** In place of an id, where the server got the share, which takes no files. */
export const NOT_TAKEN = "not-taken";

/** Page to service worker. */
export type ShareRequest =
  /** Followed by a port on which the page hears what becomes of it. */
  | { readonly type: "claim-share"; readonly id: string }
  /** Files that nobody holds any more can go. */
  | { readonly type: "tidy-shares" };

/** A file that was shared, under the name it came with. */
export interface SharedFile {
  readonly name: string;
  readonly blob: Blob;
}

/** What came with one share. */
export interface Shared {
  readonly files: readonly SharedFile[];
  /** Empty where there is none. */
  readonly text: string;
}

/** Service worker to page, on the port of a claim; said at least every second until the last one. */
export type ShareState =
  | { readonly type: "reading"; readonly bytes: number }
  | { readonly type: "ready"; readonly shared: Shared }
  /** `gone`: nobody knows this share, since another page took it, or none did in time. */
  | { readonly type: "failed"; readonly reason: "no-room" | "broken" | "gone" };

/** Names the lock by which a share is known to be in use. */
export function shareLock(id: string): string {
  return `p2p-share shared ${id}`;
}
