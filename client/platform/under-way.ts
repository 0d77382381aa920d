/** Held, shared, by every page in which something is under way that another version of the page would end. */
const UNDER_WAY = "p2p-share under way";

/** Shows all pages of this browser that something is under way in this one. @returns what ends that */
export function holdUnderWay(locks: LockManager | undefined): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  // Where a browser refuses locks, each page knows of itself only.
  locks?.request(UNDER_WAY, { mode: "shared" }, () => promise).catch(() => undefined);
  return resolve;
}

/** Resolves when nothing is under way in any page. */
export async function nothingUnderWay(locks: LockManager | undefined): Promise<void> {
  await locks?.request(UNDER_WAY, () => undefined).catch(() => undefined);
}

/** Does it if nothing is under way in any page, and keeps them all from beginning. @returns whether it was done */
export async function whileNothingIsUnderWay(
  locks: LockManager | undefined,
  work: () => Promise<void>,
): Promise<boolean> {
  if (!locks) return work().then(() => true);
  return locks.request(UNDER_WAY, { ifAvailable: true }, (lock) => (lock ? work().then(() => true) : false));
}
