/** How many sessions are made, and by how many processes of the load client. */
export interface Plan {
  readonly sessions: number;
  /** Sessions of each process of the load client. */
  readonly shares: readonly number[];
  /** Why there are fewer sessions than were asked for. */
  readonly reduced?: string;
}

/** What the operating system allows. */
export interface Limits {
  /** Open files of one process. */
  readonly openFiles: number;
  /** Connections from one address to one port. */
  readonly ephemeralPorts: number;
}

const SOCKETS_PER_SESSION = 2;

/** Files and ports that are left for everything but the sockets. */
const RESERVE = 64;

/** Above this a process of the load client spends more on its own memory than on sockets. */
const MOST_SOCKETS_PER_PROCESS = 10_000;

/** As many of the wanted sessions as the limits have room for. @throws where there is none */
export function planLoad(wanted: number, { openFiles, ephemeralPorts }: Limits): Plan {
  const byFiles = sessionsWithin(openFiles);
  const byPorts = sessionsWithin(ephemeralPorts);
  const sessions = Math.min(wanted, byFiles, byPorts);
  if (sessions < 1) throw new Error("the limits for open files and ports here leave no room for a session");
  const perProcess = Math.min(byFiles, MOST_SOCKETS_PER_PROCESS / SOCKETS_PER_SESSION);
  const shares = split(sessions, Math.ceil(sessions / perProcess));
  if (sessions === wanted) return { sessions, shares };
  const limit =
    byFiles <= byPorts
      ? `the hard limit for open files here is ${openFiles.toLocaleString("en")}`
      : `there are ${ephemeralPorts.toLocaleString("en")} ephemeral ports here`;
  return { sessions, shares, reduced: limit };
}

function sessionsWithin(limit: number): number {
  return Math.floor((limit - RESERVE) / SOCKETS_PER_SESSION);
}

/** Whole numbers that add up to `total` and differ by one at most. */
export function split(total: number, parts: number): number[] {
  return Array.from({ length: parts }, (_, index) => Math.floor((total + index) / parts));
}
