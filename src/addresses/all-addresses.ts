/** Addresses to listen on that stand for all of this machine's. */
export const ALL_ADDRESSES: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/** By which this machine reaches itself, where it listens on `host`. Of IPv4, since a container may have no other. */
export function reachedAt(host: string): string {
  return ALL_ADDRESSES.has(host) ? "127.0.0.1" : host;
}
