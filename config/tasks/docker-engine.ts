import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DOCKER, DOCKERD, pathOf } from "./programs.ts";
import { type Outcome, run } from "./run.ts";

/** Where a network of containers is wanted, and where none is. */
export type EngineNetwork = "bridge" | "host";

/** A `docker` command that runs. */
export type DockerCommand = Bun.Subprocess<"ignore" | ReadableStream<Uint8Array>, "pipe", "pipe">;

/** A Docker engine of one's own, which shares nothing with one that the machine may have. */
export interface DockerEngine {
  /** Runs the `docker` command against it. */
  docker(args: readonly string[]): Promise<Outcome>;
  /** Starts it, for what goes on for longer. */
  spawn(args: readonly string[], input?: ReadableStream<Uint8Array>): DockerCommand;
  /** Ends it, with all that runs in it. */
  stop(): Promise<void>;
}

/** Without a bridge it changes neither the machine's interfaces nor its firewall. */
const NETWORKS: Readonly<Record<EngineNetwork, readonly string[]>> = {
  bridge: [],
  host: ["--bridge=none", "--iptables=false", "--ip6tables=false", "--ip-forward=false", "--ip-masq=false"],
};

/**
 * What the engine writes beside its own folders it writes into memory, which goes with its mounts. Where it is killed,
 * so is everything in its process namespace.
 */
const ALONE = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c"];
const SET_UP = `set -e
PATH="$PATH:/usr/sbin:/sbin"
for folder in /etc/docker /run/docker /run/runc; do mkdir -p "$folder"; mount -t tmpfs none "$folder"; done
exec "$@"`;

/** Said by the engine when it takes commands. */
const READY = "API listen on";

/** How much of what it says is kept for when it fails. */
const LOG_LENGTH = 4_000;

/**
 * Starts an engine whose images are in `folder`, where the next one finds them.
 *
 * @throws where it ends before it takes commands, with what it said
 */
export async function startDockerEngine(folder: string, network: EngineNetwork): Promise<DockerEngine> {
  const at = (name: string) => join(folder, name);
  for (const name of ["images", "state", "client"]) mkdirSync(at(name), { recursive: true });
  const host = `unix://${at("socket")}`;
  const cgroup = `p2p-share-test-${process.pid}`;
  const options = [
    `--data-root=${at("images")}`,
    `--exec-root=${at("state")}`,
    `--pidfile=${at("pid")}`,
    `--host=${host}`,
    "--exec-opt=native.cgroupdriver=cgroupfs",
    `--cgroup-parent=/${cgroup}`,
    ...NETWORKS[network],
  ];
  const child = Bun.spawn([...ALONE, SET_UP, "sh", pathOf(DOCKERD), ...options], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  await untilReady(child.stderr);
  const env = { DOCKER_HOST: host, DOCKER_CONFIG: at("client") };
  return {
    spawn: (args, input) =>
      Bun.spawn([pathOf(DOCKER), ...args], {
        env: { ...process.env, ...env },
        stdio: [input ?? "ignore", "pipe", "pipe"],
      }),
    docker: (args) => run([pathOf(DOCKER), ...args], { env }),
    async stop() {
      // The signal is for the engine itself, which is the child's child.
      if (child.exitCode !== null) return;
      const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8");
      for (const pid of children.trim().split(" ")) if (pid) process.kill(Number(pid), "SIGTERM");
      await child.exited;
      await run(["find", "/sys/fs/cgroup", "-depth", "-type", "d", "-path", `*/${cgroup}*`, "-delete"]);
    },
  };
}

/** What comes later is read and dropped, so that the engine never waits for it to be read. */
async function untilReady(log: ReadableStream<Uint8Array>): Promise<void> {
  const reader = log.getReader();
  const decoder = new TextDecoder();
  for (let said = ""; !said.includes(READY); ) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the Docker engine has ended:\n${said}`);
    said = (said + decoder.decode(value, { stream: true })).slice(-LOG_LENGTH);
  }
  void drain(reader);
}

async function drain(reader: { read(): Promise<{ done: boolean }> }): Promise<void> {
  while (!(await reader.read()).done);
}
