import { join } from "node:path";
import { LoadProcess } from "../load-process.ts";
import type { FloodFigures, MemoryFigures, PacedFigures, SideName } from "./figures.ts";
import type { LoadCommand, LoadReport } from "./load/commands.ts";
import { RelayServer } from "./relay-server.ts";
import { ALLOCATIONS, PACED_PER_SECOND, WINDOW } from "./scale.ts";

const PROCESS = join(import.meta.dir, "load", "process.ts");
const DEADLINE_MS = 90_000;

/** Once unmeasured, so that servers have their code for it compiled. */
const WARM_UP_SECONDS = 0.5;

const MICROSECONDS = 1_000_000;

/** One server, and the process that loads it. */
export class Trial {
  readonly #server: RelayServer;
  readonly #load = new LoadProcess<LoadCommand, LoadReport>(PROCESS, DEADLINE_MS);
  #pairs = 0;

  private constructor(server: RelayServer) {
    this.#server = server;
  }

  static async start(side: SideName): Promise<Trial> {
    return new Trial(await RelayServer.start(side));
  }

  async stop(): Promise<void> {
    await this.#load.stop();
    await this.#server.stop();
  }

  /**
   * Opens pairs until there are so many.
   *
   * @returns whether ChannelData of clients is relayed
   */
  async open(pairs: number): Promise<boolean> {
    const { port } = this.#server;
    const accounts = this.#server.accounts(this.#pairs, pairs - this.#pairs);
    const { takesChannelData } = await this.#load.run({ type: "open", port, accounts });
    this.#pairs = pairs;
    return takesChannelData;
  }

  /** With so many of the pairs that are open. */
  async flood(pairs: number, seconds: number): Promise<FloodFigures> {
    const command = { type: "flood", pairs, window: WINDOW } as const;
    await this.#load.run({ ...command, seconds: WARM_UP_SECONDS });
    const cpuBefore = this.#server.cpuSeconds();
    const report = await this.#load.run({ ...command, seconds });
    const microsEach = (cpuSeconds: number) => (cpuSeconds * MICROSECONDS) / report.received;
    return {
      messagesPerSecond: report.inTime / report.seconds,
      serverMicros: microsEach(this.#server.cpuSeconds() - cpuBefore),
      loadMicros: microsEach(report.cpuSeconds),
      ...failuresOf(report),
    };
  }

  /** With so many of the pairs that are open. */
  async pace(pairs: number, seconds: number): Promise<PacedFigures> {
    const report = await this.#load.run({ type: "pace", pairs, seconds, perSecond: PACED_PER_SECOND });
    return { sentPerSecond: report.sent / report.seconds, ...failuresOf(report) };
  }

  /** With a server that has done nothing else yet. */
  async memory(): Promise<MemoryFigures> {
    const idleRssBytes = await this.#server.settledRssBytes();
    await this.open(ALLOCATIONS.first / 2);
    const rssBytes = await this.#server.settledRssBytes();
    await this.open(ALLOCATIONS.last / 2);
    const grownBytes = (await this.#server.settledRssBytes()) - rssBytes;
    return { idleRssBytes, rssBytes, furtherBytes: grownBytes / (ALLOCATIONS.last - ALLOCATIONS.first) };
  }
}

function failuresOf({ sent, received, wrong }: LoadReport) {
  return { lost: sent - received, wrong };
}
