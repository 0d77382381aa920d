// What Linux tells in /proc: texts in, figures out. See proc(5).

/** Clock ticks per second in /proc; USER_HZ is 100 on every architecture that Bun runs on. */
const TICKS_PER_SECOND = 100;

/** Memory of a process in bytes. */
export interface Memory {
  /** In use now. */
  readonly rssBytes: number;
  /** The most that was ever in use. */
  readonly peakRssBytes: number;
}

/** From /proc/PID/stat: CPU time of all threads, in user and kernel mode, in seconds. */
export function parseCpuSeconds(stat: string): number {
  // The name of the program may contain spaces and brackets; the fields are counted from behind it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  if (Number.isNaN(ticks)) throw new Error("/proc/PID/stat has no CPU time");
  return ticks / TICKS_PER_SECOND;
}

/** From /proc/PID/status. */
export function parseMemory(status: string): Memory {
  return { rssBytes: statusBytes(status, "VmRSS"), peakRssBytes: statusBytes(status, "VmHWM") };
}

function statusBytes(status: string, field: "VmRSS" | "VmHWM"): number {
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(status)?.[1];
  if (kibibytes === undefined) throw new Error(`/proc/PID/status has no ${field}: the process has ended`);
  return Number(kibibytes) * 1024;
}

/** From /proc/PID/limits: how far a process may raise its number of open files. */
export function parseOpenFilesHardLimit(limits: string): number {
  const text = /^Max open files\s+\S+\s+(\d+|unlimited)/m.exec(limits)?.[1];
  if (text === undefined) throw new Error("/proc/PID/limits has no open files");
  return text === "unlimited" ? Number.POSITIVE_INFINITY : Number(text);
}

/** From /proc/sys/net/ipv4/ip_local_port_range: how many connections one address can have to one port. */
export function parseEphemeralPorts(range: string): number {
  const match = /^(\d+)\s+(\d+)\s*$/.exec(range);
  if (!match) throw new Error("ip_local_port_range is not two numbers");
  return Number(match[2]) - Number(match[1]) + 1;
}
