import { join } from "node:path";
import { LoadProcess } from "../load-process.ts";
import { combined } from "./load/combined.ts";
import type { LoadCommand, LoadReport } from "./load/commands.ts";

const PROCESS = join(import.meta.dir, "load", "process.ts");

const DEADLINE_MS = 60_000;

/** The load client: one or more processes that act as one. */
export class LoadClient {
  readonly #processes: readonly LoadProcess<LoadCommand, LoadReport>[];

  constructor(processes: number) {
    this.#processes = Array.from({ length: processes }, () => new LoadProcess(PROCESS, DEADLINE_MS));
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
