import { join } from "node:path";
import { combined } from "./load/combined.ts";
import type { LoadCommand, LoadReport } from "./load/commands.ts";

const PROCESS = join(import.meta.dir, "load", "process.ts");

/** No command takes longer unless something is stuck. */
const DEADLINE_MS = 60_000;

/** The load client: one or more processes that act as one. */
export class LoadClient {
  readonly #processes: readonly LoadProcess[];

  constructor(processes: number) {
    this.#processes = Array.from({ length: processes }, () => new LoadProcess());
  }

  /**
   * Lets all processes carry out their command at the same time.
   *
   * @param commandOf the command of the process with this index
   * @throws where nothing succeeded, or a process ended or did not finish
   */
  async run(commandOf: (index: number) => LoadCommand): Promise<LoadReport> {
    const reports = await Promise.all(this.#processes.map((process, index) => process.run(commandOf(index))));
    return combined(reports);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.stop()));
  }
}

class LoadProcess {
  readonly #child: Bun.Subprocess;
  #answer: ((report: LoadReport) => void) | undefined;

  constructor() {
    this.#child = Bun.spawn([process.execPath, "--no-orphans", PROCESS], {
      stdio: ["ignore", "inherit", "inherit"],
      ipc: (report: LoadReport) => this.#answer?.(report),
    });
  }

  async run(command: LoadCommand): Promise<LoadReport> {
    const { promise, resolve, reject } = Promise.withResolvers<LoadReport>();
    this.#answer = resolve;
    const timer = setTimeout(() => reject(new Error(`"${command.type}" took over 60 s`)), DEADLINE_MS);
    void this.#child.exited.then(() => reject(new Error(`the load client ended during "${command.type}"`)));
    this.#child.send(command);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  async stop(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.exited;
  }
}
