import type { SessionId } from "#protocol/ids.ts";
import type { Instant, Millis } from "#protocol/time.ts";
import { OpfsFolder } from "./opfs-folder.ts";
import { SavingDatabase, type SessionRow } from "./saving-database.ts";
import type { SavingStorage } from "./storage.ts";

/** How long a file stays that was given out, or whose page is gone: the browser may still be copying it. */
const GONE_MS: Millis = 3_600_000;

/** How long, where nothing tells whether the page is still there. */
const UNKNOWN_MS: Millis = 86_400_000;

/** Names the lock that a page holds while it uses a session's files. */
export function lockName(session: string): string {
  return `p2p-share ${session}`;
}

/**
 * Removes what sessions that are over have left behind (XFER17). Nothing of it can be used any more, and it
 * would count as used space.
 */
export async function removeLeftovers(storage: SavingStorage): Promise<void> {
  if (!storage.indexedDb) return;
  try {
    const database = await SavingDatabase.open(storage.indexedDb);
    try {
      await sweep(database, storage);
    } finally {
      database.close();
    }
  } catch {} // a browser that keeps nothing has nothing left
}

async function sweep(database: SavingDatabase, storage: SavingStorage): Promise<void> {
  const folder = storage.directory && (await OpfsFolder.open(storage.directory).catch(() => undefined));
  // In this order: a session is noted before it gets a folder.
  const folders = (await folder?.sessions()) ?? [];
  const rows = await database.sessions();
  const held = await heldLocks(storage.locks);
  const known = new Set<string>(rows.map(({ session }) => session));
  const over = rows.filter((row) => !isInUse(row, held, storage.now())).map(({ session }) => session);
  const strays = folders.filter((session) => !known.has(session));
  for (const session of [...over, ...strays]) {
    try {
      await folder?.removeSession(session);
      await database.removeSession(session);
    } catch {} // still open somewhere: another time
  }
}

function isInUse(
  { session, touchedAt, isForgotten }: SessionRow,
  held: ReadonlySet<string> | undefined,
  now: Instant,
): boolean {
  if (held?.has(lockName(session))) return true;
  const isOver = isForgotten || held !== undefined;
  // A clock that was set back must not keep anything for good.
  return Math.abs(now - touchedAt) < (isOver ? GONE_MS : UNKNOWN_MS);
}

async function heldLocks(locks: LockManager | undefined): Promise<ReadonlySet<string> | undefined> {
  const state = await locks?.query();
  return state && new Set(state.held?.flatMap(({ name }) => name ?? []));
}

/** Shows other pages of this browser that a session's files are in use. @returns what ends that */
export function holdSession(locks: LockManager | undefined, session: SessionId): Promise<() => void> {
  return new Promise((held) => {
    const hold = () => new Promise<void>((release) => held(release));
    // A page without locks goes by time alone.
    if (!locks) held(() => undefined);
    else locks.request(lockName(session), { mode: "shared" }, hold).catch(() => held(() => undefined));
  });
}
