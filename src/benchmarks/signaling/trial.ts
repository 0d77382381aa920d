import type { LoadCommand, LoadReport } from "./load/commands.ts";
import { LoadClient } from "./load-client.ts";
import type { Plan } from "./plan.ts";
import type { SignalingServer } from "./signaling-server.ts";

/** One server under load. Both end with it. */
export class Trial {
  readonly server: SignalingServer;
  readonly plan: Plan;
  readonly #load: LoadClient;
  #failures = 0;
  #problem: string | undefined;

  private constructor(server: SignalingServer, plan: Plan) {
    this.server = server;
    this.plan = plan;
    this.#load = new LoadClient(plan.shares.length);
  }

  /** Starts a server for `work` and ends it afterwards, whatever happens. */
  static async with<T>(
    server: Promise<SignalingServer>,
    plan: Plan,
    work: (trial: Trial) => Promise<T>,
  ): Promise<T> {
    const trial = new Trial(await server, plan);
    try {
      return await work(trial);
    } finally {
      await trial.#load.stop();
      await trial.server.stop();
    }
  }

  /** Sockets that are open. */
  get sockets(): number {
    return 2 * this.plan.sessions;
  }

  /** What has failed so far: sockets that did not open or were lost, and messages that did not come. */
  get failures(): { readonly count: number; readonly problem: string | undefined } {
    return { count: this.#failures, problem: this.#problem };
  }

  /** Lets every process of the load client do the same; the command may depend on its share of the sessions. */
  async run(commandOf: (sessions: number) => LoadCommand): Promise<LoadReport> {
    const { shares, sessions } = this.plan;
    const report = await this.#load.run((index) => commandOf(shares[index] ?? sessions));
    this.#failures += report.failed;
    this.#problem ??= report.problem;
    if (report.succeeded === 0) throw new Error(`nothing succeeded: ${report.problem}`);
    return report;
  }

  /** What the command costs the server. */
  async cost(commandOf: (sessions: number) => LoadCommand): Promise<Cost> {
    const before = this.server.cpuSeconds();
    const { succeeded } = await this.run(commandOf);
    return { succeeded, cpuSeconds: this.server.cpuSeconds() - before };
  }
}

/** CPU time that the server took for so many of something. */
export interface Cost {
  readonly succeeded: number;
  readonly cpuSeconds: number;
}
