import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCpuSeconds, parseMemory } from "./proc.ts";

const ROOT = join(import.meta.dir, "..", "..");
const START_MS = 20_000;
const STOP_MS = 5_000;

/** Memory has settled once it moves by less than this between two looks. */
const SETTLED_BYTES = 131_072;
const LOOK_EVERY_MS = 250;
const MOST_LOOKS = 16;

/** Enough to see what is wrong, and not the same line for each of thousands of sockets. */
const MOST_LOG_BYTES = 2_000;

/** The product's script, seen from the repository's folder. */
export const PRODUCT = "src/main.ts";

/** So high that no measurement reaches it: the product's limits are on, so their cost is in every figure. */
export const UNREACHED = "100000000/1m";

/** A server in a process of its own. Bun raises its number of open files to the hard limit by itself. */
export class ServerProcess {
  readonly #child: Bun.Subprocess;

  protected constructor(child: Bun.Subprocess) {
    this.#child = child;
  }

  /** CPU time used so far, in seconds. */
  cpuSeconds(): number {
    return parseCpuSeconds(this.#proc("stat"));
  }

  /** The most memory that was ever in use. */
  peakRssBytes(): number {
    return parseMemory(this.#proc("status")).peakRssBytes;
  }

  /** @param look asks the server something small, so that it gets to clean up */
  protected async rssOnceSettled(look: () => Promise<unknown>): Promise<number> {
    let before = Number.NaN;
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      await look();
      const { rssBytes } = parseMemory(this.#proc("status"));
      if (Math.abs(rssBytes - before) < SETTLED_BYTES) return rssBytes;
      before = rssBytes;
      await Bun.sleep(LOOK_EVERY_MS);
    }
    return before;
  }

  async stop(): Promise<void> {
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), STOP_MS);
    await this.#child.exited;
    clearTimeout(timer);
  }

  #proc(file: "stat" | "status"): string {
    return readFileSync(`/proc/${this.#child.pid}/${file}`, "utf8");
  }
}

/** Starts a script with Bun, as `startCommand` does. */
export function startScript(script: string, env: Readonly<Record<string, string>>): Promise<StartedProcess> {
  return startCommand([process.execPath, "--no-orphans", script], env);
}

/** A server's process and its address, `http://127.0.0.1:PORT`. */
export interface StartedProcess {
  readonly child: Bun.Subprocess;
  readonly url: string;
}

/** Starts a server and waits until it has printed its address. */
export async function startCommand(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<StartedProcess> {
  const child = Bun.spawn([...command], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), START_MS);
  const url = await printedUrl(child.stdout);
  clearTimeout(timer);
  return { child, url };
}

/** Reads until the address is there; of what comes later, lines of the log, the first are shown. */
async function printedUrl(output: ReadableStream<Uint8Array>): Promise<string> {
  const reader = output.getReader();
  const decoder = new TextDecoder();
  for (let printed = ""; ; ) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the server ended before it was ready:\n${printed}`);
    printed += decoder.decode(value, { stream: true });
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
    if (url === undefined) continue;
    void showRest(reader);
    return url;
  }
}

async function showRest(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  let leftBytes = MOST_LOG_BYTES;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    process.stderr.write(part.value.subarray(0, leftBytes));
    leftBytes = Math.max(0, leftBytes - part.value.length);
  }
}
