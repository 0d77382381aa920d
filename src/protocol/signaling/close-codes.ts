/** Why a signaling socket is closed (SIG19). Below 4000 as in RFC 6455 §7.4.1, above our own. */
export const CLOSE = {
  /** The server stops; it may be back soon. */
  stopping: 1001,
  /** Too many messages, again and again. */
  policy: 1008,
  /** A frame far over the limit. */
  tooBig: 1009,
  /** A fault of the server, never of the peer. */
  internal: 1011,
  /** Three heartbeats missed. */
  silent: 4000,
  /** The same place was resumed on a newer socket: this one must not come back. */
  replaced: 4001,
  /** From the page: nothing was heard on this line, and it tries another one. It does not leave. */
  abandoned: 4002,
  /** From the page: it is closed or reloaded, and another one may take its place. */
  reloading: 4003,
} as const;

/** How a socket ended: on purpose, which gives its place up, or in a way from which its page may come back. */
export type SocketEnd = "left" | "reloading" | "lost";

/** With these a browser says that it is done, or that its page was closed or left (1001). */
const LEAVING: readonly number[] = [1000, 1001, 1005];

/** What a socket that closes with this code tells of its page (SIG8, SIG14). */
export function endOf(code: number): SocketEnd {
  if (LEAVING.includes(code)) return "left";
  return code === CLOSE.reloading ? "reloading" : "lost"; // every other end may be an accident
}
