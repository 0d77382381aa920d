/** Worker to service worker, on the port of one download. */
export type StreamRequest =
  /** The next bytes; each answers one `next`. */
  | { readonly type: "bytes"; readonly bytes: ArrayBuffer }
  /** That was all. */
  | { readonly type: "end" }
  /** The rest never comes: the browser must not take it for a whole file. */
  | { readonly type: "abort" }
  | { readonly type: "ping" };

/** Service worker to worker. */
export type StreamAnswer =
  /** The browser has begun the download, or has written what it was given, and takes more. */
  | { readonly type: "next" }
  /** The person, or the browser, has ended the download. */
  | { readonly type: "cancelled" }
  | { readonly type: "pong" };

/** Page to service worker. */
export type PageRequest =
  /** Followed by two ports: the worker's, and one on which the page hears `ready` and `ended`. */
  | { readonly type: "open"; readonly path: string; readonly name: string; readonly size: number }
  /** Keeps the service worker alive: a browser stops one to which nothing happens. */
  | { readonly type: "ping" }
  /** Said to a new version that waits: it may replace the one before now. */
  | { readonly type: "take-over" };

/** Service worker to page, on the page's port. */
export type StreamState =
  /** Who asks for the path now gets the file. */
  | { readonly type: "ready" }
  /** The download is over, one way or the other. */
  | { readonly type: "ended" };

/** Downloads are navigations below this path. */
export const STREAM_SCOPE = "/save/";
