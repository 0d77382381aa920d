/** What a load process sends back. */
type Answer<Report> = { readonly report: Report } | { readonly problem: string };

/** A process that makes load, seen from outside: carries out one command at a time. */
export class LoadProcess<Command extends { readonly type: string }, Report> {
  readonly #child: Bun.Subprocess;
  readonly #deadlineMs: number;
  #settle: ((answer: Answer<Report>) => void) | undefined;

  /** @param deadlineMs no command takes longer unless something is stuck */
  constructor(script: string, deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
    this.#child = Bun.spawn([process.execPath, "--no-orphans", script], {
      stdio: ["ignore", "inherit", "inherit"],
      ipc: (answer: Answer<Report>) => this.#settle?.(answer),
    });
  }

  /** @throws where the command failed, or the process ended or did not finish */
  async run(command: Command): Promise<Report> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer<Report>>();
    this.#settle = resolve;
    const fail = (what: string) => reject(new Error(`${what} "${command.type}"`));
    const timer = setTimeout(
      () => fail(`${this.#deadlineMs / 1_000} s were not enough for`),
      this.#deadlineMs,
    );
    void this.#child.exited.then(() => fail("the load process ended during"));
    this.#child.send(command);
    try {
      const answer = await promise;
      if ("problem" in answer) throw new Error(answer.problem);
      return answer.report;
    } finally {
      clearTimeout(timer);
    }
  }

  async stop(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.exited;
  }
}

/** In a load process: carries out the commands that come in and answers each with its report. */
export function serveCommands<Command, Report>(
  carryOut: (command: Command) => Report | Promise<Report>,
): void {
  const answer = async (command: Command): Promise<Answer<Report>> => {
    try {
      return { report: await carryOut(command) };
    } catch (error) {
      return { problem: String(error) };
    }
  };
  process.on("message", (command: Command) => void answer(command).then((result) => process.send?.(result)));
  process.on("disconnect", () => process.exit(0));
}
