/** Held, shared, by every page in which something is under way that another version of the page would end. */
const UNDER_WAY = "p2p-share under way";

/** Shows all pages of this browser that something is under way in this one. @returns what ends that */
export function holdUnderWay(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  // Where a browser refuses locks, each page knows of itself only.
  locks()
    ?.request(UNDER_WAY, { mode: "shared" }, () => promise)
    .catch(() => undefined);
  return resolve;
}

/** Resolves when nothing is under way in any page. */
export async function nothingUnderWay(): Promise<void> {
  await locks()
    ?.request(UNDER_WAY, () => undefined)
    .catch(() => undefined);
}

/** Does it if nothing is under way in any page, and keeps them all from beginning. @returns whether it was done */
export async function whileNothingIsUnderWay(work: () => Promise<void>): Promise<boolean> {
  const all = locks();
  if (!all) return work().then(() => true);
  return all.request(UNDER_WAY, { ifAvailable: true }, (lock) => (lock ? work().then(() => true) : false));
}

function locks(): LockManager | undefined {
  // The types do not know pages without a secure context.
  const { locks: all }: Partial<Pick<Navigator, "locks">> = navigator;
  return all;
}
