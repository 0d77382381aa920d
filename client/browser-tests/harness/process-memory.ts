import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { TestPage } from "./pages.ts";

/** A process of the operating system, and its memory. */
export interface ProcessMemory {
  readonly pid: number;
  /** Memory in use now. */
  rssBytes(): number;
  /** The most memory ever in use, or since `resetPeak`. */
  peakRssBytes(): number;
  /** Starts the peak afresh; false where the system does not permit that. */
  resetPeak(): boolean;
}

/** Of CPU time. */
const ENOUGH_MS = 75;
/** At the first attempt; longer at later ones, for a page that gets only a part of a busy processor. */
const BUSY_MS = 150;
/** The kernel counts CPU time in ticks of 10 ms. */
const TICK_MS = 10;
const ATTEMPTS = 5;

/**
 * Finds the renderer of a page, best while no other page of that browser is busy.
 *
 * No browser tells it, so the page burns CPU for a moment and the process that got it is the one.
 */
export async function pageProcess({ browser, page }: TestPage): Promise<ProcessMemory> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const before = new Map(renderers(browser.pid).map((pid) => [pid, cpuMs(pid)]));
    await page.evaluate((ms) => {
      const end = performance.now() + ms;
      while (performance.now() < end);
    }, BUSY_MS * attempt);
    const [first, second] = renderers(browser.pid)
      .map((pid) => ({ pid, ms: cpuMs(pid) - (before.get(pid) ?? 0) }))
      .sort((a, b) => b.ms - a.ms);
    if (first && first.ms > ENOUGH_MS && first.ms > 2 * (second?.ms ?? 0)) return processMemory(first.pid);
  }
  throw new Error(`no renderer of process ${browser.pid} stands out: are other pages busy?`);
}

/** Every renderer of a browser: those of pages, and of their service workers. */
export function rendererProcesses({ pid }: Pick<TestPage["browser"], "pid">): ProcessMemory[] {
  return renderers(pid).map(processMemory);
}

/** The memory of the process with this id. */
export function processMemory(pid: number): ProcessMemory {
  return {
    pid,
    rssBytes: () => statusBytes(pid, "VmRSS"),
    peakRssBytes: () => statusBytes(pid, "VmHWM"),
    resetPeak() {
      try {
        writeFileSync(`/proc/${pid}/clear_refs`, "5");
        return true;
      } catch {
        return false;
      }
    },
  };
}

function statusBytes(pid: number, field: "VmRSS" | "VmHWM"): number {
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(
    readFileSync(`/proc/${pid}/status`, "utf8"),
  )?.[1];
  if (kibibytes === undefined) throw new Error(`process ${pid} has ended`);
  return Number(kibibytes) * 1024;
}

/** Renderers among the descendants of a browser: Chromium starts them through a zygote. */
function renderers(browserPid: number): number[] {
  const family = new Set([browserPid]);
  const all = processes();
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all.filter(({ pid }) => family.has(pid) && isRenderer(pid)).map(({ pid }) => pid);
}

function isRenderer(pid: number): boolean {
  // Chromium joins its arguments with spaces, Firefox leaves the usual NULs.
  return /[\0 ](--type=renderer|-isForBrowser)[\0 ]/.test(read(`/proc/${pid}/cmdline`) ?? "");
}

function processes(): { pid: number; parent: number }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: Number(statFields(Number(name))[1] ?? 0) }));
}

function cpuMs(pid: number): number {
  const fields = statFields(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS;
}

/** Fields of /proc/<pid>/stat from the state on: 1 is the parent, 11 and 12 the CPU ticks. Empty if it has ended. */
function statFields(pid: number): string[] {
  const stat = read(`/proc/${pid}/stat`) ?? "";
  // The name before it may contain spaces and brackets.
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
