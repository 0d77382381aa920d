import { PRODUCT, ServerProcess, startScript, UNREACHED } from "../server-process.ts";

/** A server of sockets in a process of its own. */
export class SignalingServer extends ServerProcess {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;

  private constructor(url: string, child: Bun.Subprocess) {
    super(child);
    this.url = url;
  }

  /** The product, with room for so many sessions. */
  static product(sessions: number): Promise<SignalingServer> {
    return SignalingServer.#start(PRODUCT, {
      HOST: "127.0.0.1",
      PORT: "0",
      TURN_PORT: "0",
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
  static bare(): Promise<SignalingServer> {
    return SignalingServer.#start("src/benchmarks/signaling/bare-server.ts", {});
  }

  static async #start(script: string, env: Readonly<Record<string, string>>): Promise<SignalingServer> {
    const { child, url } = await startScript(script, env);
    return new SignalingServer(url, child);
  }

  /** Memory in use once it no longer moves, at the latest after 4 s. */
  settledRssBytes(): Promise<number> {
    return this.rssOnceSettled(async () => (await fetch(`${this.url}/health`)).text());
  }
}
