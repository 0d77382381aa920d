import type { Account, LoadCommand, LoadReport } from "./commands.ts";
import { totalOf } from "./flow.ts";
import { Pair } from "./pair.ts";
import { Traffic } from "./traffic.ts";

/** All pairs of the load process. */
export class Pairs {
  readonly #pairs: Pair[] = [];
  #takesChannelData = true;

  /** Carries out one command. */
  run(command: LoadCommand): LoadReport {
    if (command.type === "open") this.#open(command.port, command.accounts);
    const pairs = command.type === "open" ? [] : this.#pairs.slice(0, command.pairs);
    const traffic = new Traffic(pairs);
    const flows = pairs.map(({ flow }) => flow);
    for (const flow of flows) flow.restart();
    const cpuBefore = cpuSeconds();
    const startedAt = performance.now();
    if (command.type === "flood") traffic.flood(command.seconds, command.window);
    if (command.type === "pace") traffic.pace(command.seconds, command.perSecond);
    const seconds = (performance.now() - startedAt) / 1_000;
    const inTime = totalOf(flows).received;
    traffic.drain();
    return {
      ...totalOf(flows),
      inTime,
      seconds,
      cpuSeconds: cpuSeconds() - cpuBefore,
      takesChannelData: this.#takesChannelData,
    };
  }

  #open(port: number, accounts: readonly Account[]): void {
    for (const account of accounts) {
      const pair = new Pair(port, account, this.#pairs.length);
      if (this.#pairs.length === 0) this.#takesChannelData = isHeard(pair);
      if (!this.#takesChannelData) pair.sendIndications();
      this.#pairs.push(pair);
    }
  }
}

/** Whether a message arrives; its sender has sent none yet. */
function isHeard(pair: Pair): boolean {
  pair.send(1);
  new Traffic([pair]).drain();
  return pair.flow.counts.received === 1;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}
