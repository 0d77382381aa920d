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

/** So high that no measurement reaches them: the limits are on, so their cost is in every figure. */
const UNREACHED = "100000000/1m";

/** A server in a process of its own. Bun raises its number of open files to the hard limit by itself. */
export class ServerProcess {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly #child: Bun.Subprocess;

  private constructor(url: string, child: Bun.Subprocess) {
    this.url = url;
    this.#child = child;
  }

  /** The product, with room for so many sessions. */
  static product(sessions: number): Promise<ServerProcess> {
    return ServerProcess.#start("src/main.ts", {
      HOST: "127.0.0.1",
      PORT: "0",
      LOG_LEVEL: "warn",
      MAX_SESSIONS: String(sessions),
      MAX_CLIENT_SOCKETS: "1000000",
      RATE_LIMIT_CONNECTIONS: UNREACHED,
      RATE_LIMIT_CREATES: UNREACHED,
      RATE_LIMIT_JOINS: UNREACHED,
      RATE_LIMIT_MISSES: UNREACHED,
      RATE_LIMIT_MESSAGES: UNREACHED,
      RATE_LIMIT_GLOBAL_MISSES: UNREACHED,
    });
  }

  /** The yardstick. */
  static bare(): Promise<ServerProcess> {
    return ServerProcess.#start("src/benchmarks/bare-server.ts", {});
  }

  static async #start(script: string, env: Readonly<Record<string, string>>): Promise<ServerProcess> {
    const child = Bun.spawn([process.execPath, "--no-orphans", script], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), START_MS);
    const url = await printedUrl(child.stdout);
    clearTimeout(timer);
    return new ServerProcess(url, child);
  }

  /** CPU time used so far, in seconds. */
  cpuSeconds(): number {
    return parseCpuSeconds(this.#proc("stat"));
  }

  /** The most memory that was ever in use. */
  peakRssBytes(): number {
    return parseMemory(this.#proc("status")).peakRssBytes;
  }

  /** Memory in use once it no longer moves, at the latest after 4 s. */
  async settledRssBytes(): Promise<number> {
    let before = Number.NaN;
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      await (await fetch(`${this.url}/health`)).text();
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
