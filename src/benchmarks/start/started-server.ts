import { ServerProcess, startCommand } from "../server-process.ts";

/** As it is started by its users, but on ports that nobody else has. */
const ENV = {
  NODE_ENV: "production",
  HOST: "127.0.0.1",
  PORT: "0",
  TURN_PORT: "0",
  MDNS_NAME: "off",
  LOG_LEVEL: "warn",
};

/** What one start has shown. */
export interface StartFigures {
  /** From before the process was there until its first answer was read. */
  readonly firstAnswerMs: number;
  /** Memory of the idle process. */
  readonly rssBytes: number;
}

/** A server that was just started. */
class StartedServer extends ServerProcess {
  readonly #url: string;

  private constructor(child: Bun.Subprocess, url: string) {
    super(child);
    this.#url = url;
  }

  static async start(command: readonly string[]): Promise<StartedServer> {
    const { child, url } = await startCommand(command, ENV);
    return new StartedServer(child, url);
  }

  async answer(): Promise<void> {
    const response = await fetch(`${this.#url}/health`);
    await response.text();
    if (!response.ok) throw new Error(`/health answered ${response.status}`);
  }

  settledRssBytes(): Promise<number> {
    return this.rssOnceSettled(() => this.answer());
  }
}

/** Starts a server once, asks it something, and ends it. */
export async function measureStart(command: readonly string[]): Promise<StartFigures> {
  const startedAt = performance.now();
  const server = await StartedServer.start(command);
  try {
    await server.answer();
    const firstAnswerMs = performance.now() - startedAt;
    return { firstAnswerMs, rssBytes: await server.settledRssBytes() };
  } finally {
    await server.stop();
  }
}
