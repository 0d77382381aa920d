import { readFileSync } from "node:fs";

/** How many files this process may have open; undefined where that is not limited, or not told (Linux only). */
export function openFileLimit(): number | undefined {
  try {
    return openFileLimitIn(readFileSync("/proc/self/limits", "utf8"));
  } catch {
    return undefined;
  }
}

/** @param table as /proc/self/limits has it: name, soft limit, hard limit, unit */
export function openFileLimitIn(table: string): number | undefined {
  const limit = /^Max open files +(\d+) /m.exec(table)?.[1];
  return limit === undefined ? undefined : Number(limit);
}
