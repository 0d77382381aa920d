import type { DockerEngine } from "../../../config/tasks/docker-engine.ts";
import { LAN_ADDRESS } from "../../../config/tasks/isolated-network.ts";
import type { ServerAddresses } from "../harness/server.ts";

/** What the README's `docker run` line publishes. */
export const PORTS = ["8080:8080", "3478:3478", "3478:3478/udp"];

/** Nothing can be written and nothing is privileged. The probe comes at once, not only after half a minute. */
const CONFINED = [
  "--read-only",
  "--cap-drop=ALL",
  "--security-opt=no-new-privileges",
  "--health-interval=1s",
];

/** What may be chosen about a container. */
export interface ContainerOptions {
  readonly ports?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
}

/** A running container. */
export class Container {
  readonly #engine: DockerEngine;
  readonly #id: string;

  private constructor(engine: DockerEngine, id: string) {
    this.#engine = engine;
    this.#id = id;
  }

  /** Starts one on the engine's own bridge. @throws where the engine refuses, with what it says */
  static async start(
    engine: DockerEngine,
    image: string,
    { ports = [], env = {}, volumes = [] }: ContainerOptions = {},
  ): Promise<Container> {
    const options = [
      ...ports.map((port) => `--publish=${port}`),
      ...Object.entries(env).map(([name, value]) => `--env=${name}=${value}`),
      ...volumes.map((volume) => `--volume=${volume}`),
    ];
    const id = await answerOf(engine, ["run", "--detach", ...CONFINED, ...options, image]);
    return new Container(engine, id);
  }

  /** Resolves with what the engine finds first about its health, which is `starting` until then. */
  async health(): Promise<string> {
    const filters = [`container=${this.#id}`, "event=health_status", "event=die"];
    const events = this.#engine.spawn([
      "events",
      "--since=1", // from the beginning, should it have happened already
      ...filters.map((filter) => `--filter=${filter}`),
      "--format={{.Status}}",
    ]);
    try {
      for await (const bytes of events.stdout) return new TextDecoder().decode(bytes).trim();
      throw new Error("the engine has ended");
    } finally {
      events.kill();
    }
  }

  /** What it has printed. */
  log(): Promise<string> {
    return answerOf(this.#engine, ["logs", this.#id]);
  }

  /** What has changed in its files. */
  changes(): Promise<string> {
    return answerOf(this.#engine, ["diff", this.#id]);
  }

  /** Asks it to end, and kills it after ten seconds, as `docker stop` does. @returns its exit code */
  async stop(): Promise<number> {
    await answerOf(this.#engine, ["stop", this.#id]);
    return Number(await answerOf(this.#engine, ["inspect", "--format={{.State.ExitCode}}", this.#id]));
  }
}

/** Where a server whose ports are published is reached from outside its container. */
export const PUBLISHED: ServerAddresses = {
  url: `http://${LAN_ADDRESS}:8080`,
  loopbackUrl: "http://127.0.0.1:8080",
};

/** What `docker` prints. @throws where it fails, with what it says */
export async function answerOf(engine: DockerEngine, args: readonly string[]): Promise<string> {
  const { ok, output } = await engine.docker(args);
  if (!ok) throw new Error(`docker ${args.join(" ")}: ${output}`);
  return output.trim();
}
