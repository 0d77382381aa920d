import { ServerProcess } from "../server-process.ts";
import { freePort, isAnswering } from "./binding.ts";
import type { SideName } from "./figures.ts";
import type { Account } from "./load/commands.ts";
import { accountOn, startRelay } from "./sides.ts";

/** Each takes a quarter of a second. */
const MOST_ATTEMPTS = 80;

/** A TURN server in a process of its own, on a UDP port of 127.0.0.1. */
export class RelayServer extends ServerProcess {
  readonly port: number;
  readonly #side: SideName;

  private constructor(child: Bun.Subprocess, port: number, side: SideName) {
    super(child);
    this.port = port;
    this.#side = side;
  }

  /** @throws where it does not answer within 20 s */
  static async start(side: SideName): Promise<RelayServer> {
    const port = await freePort();
    const server = new RelayServer(await startRelay[side](port), port, side);
    for (let attempts = 0; attempts < MOST_ATTEMPTS; attempts += 1) {
      if (await isAnswering(port)) return server;
    }
    await server.stop();
    throw new Error(`${side} does not answer on UDP port ${port}`);
  }

  /** An account for each pair from `first` on. Those of one name may reach each other. */
  accounts(first: number, count: number): Account[] {
    return Array.from({ length: count }, (_, index) => accountOn(this.#side, `pair-${first + index}`));
  }

  /** Memory in use once it no longer moves, at the latest after 4 s. */
  settledRssBytes(): Promise<number> {
    return this.rssOnceSettled(() => isAnswering(this.port));
  }
}
