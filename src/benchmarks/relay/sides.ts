import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { turnPassword, turnUsername } from "#protocol/turn/credentials.ts";
import { cryptoHash } from "../../adapters/crypto-hash.ts";
import { systemClock } from "../../adapters/system-clock.ts";
import { PRODUCT, startScript, UNREACHED } from "../server-process.ts";
import type { SideName } from "./figures.ts";
import type { Account } from "./load/commands.ts";

const SECRET = "a-secret-of-the-benchmark-only-0123456789";
const REALM = "p2p-share";
const ONE_DAY_MS = 86_400_000;

/** node-turn knows no credentials that expire, and no limit for a name. */
const NODE_TURN_ACCOUNT: Account = { username: "benchmark", password: SECRET };
const NODE_TURN = join(import.meta.dir, "node-turn-server.ts");

/** Outside the ephemeral ports, which the clients' own sockets have. */
const RELAY_PORTS = { first: 10_000, last: 32_767 };

/** How each relay is started on a port of 127.0.0.1. */
export const startRelay: Readonly<Record<SideName, (port: number) => Promise<Bun.Subprocess>>> = {
  async product(port) {
    const { child } = await startScript(PRODUCT, {
      HOST: "127.0.0.1",
      PORT: "0",
      LOG_LEVEL: "warn",
      TURN_PORT: String(port),
      TURN_SECRET: SECRET,
      TURN_REALM: REALM,
      RATE_LIMIT_TURN: UNREACHED,
    });
    return child;
  },
  async coturn(port) {
    const folder = mkdtempSync(join(tmpdir(), "p2p-share-bench-"));
    const child = spawn(["turnserver", ...coturnOptions(port, folder)]);
    void child.exited.then(() => rmSync(folder, { recursive: true, force: true }));
    return child;
  },
  async "node-turn"(port) {
    const { username, password } = NODE_TURN_ACCOUNT;
    const ports = [port, RELAY_PORTS.first, RELAY_PORTS.last].map(String);
    return spawn([process.execPath, "--no-orphans", NODE_TURN, ...ports, username, password, REALM]);
  },
};

/** What the clients of one pair log in with. */
export function accountOn(side: SideName, pair: string): Account {
  if (side === "node-turn") return NODE_TURN_ACCOUNT;
  const username = turnUsername(systemClock.wall() + ONE_DAY_MS, pair);
  return { username, password: turnPassword(cryptoHash, SECRET, username) };
}

/** As it comes, with its default number of threads, and without what is not measured. */
function coturnOptions(port: number, folder: string): string[] {
  return [
    // No configuration file.
    "-n",
    "--listening-ip=127.0.0.1",
    `--listening-port=${port}`,
    `--min-port=${RELAY_PORTS.first}`,
    `--max-port=${RELAY_PORTS.last}`,
    "--allow-loopback-peers",
    "--use-auth-secret",
    `--static-auth-secret=${SECRET}`,
    `--realm=${REALM}`,
    "--no-cli",
    "--no-tls",
    "--no-dtls",
    "--log-file=/dev/null",
    "--no-stdout-log",
    "--simple-log",
    `--pidfile=${join(folder, "pid")}`,
    `--userdb=${join(folder, "turndb")}`,
  ];
}

/** Both complain about what does not matter here; what does, shows as a server that does not answer. */
function spawn(command: string[]): Bun.Subprocess {
  return Bun.spawn(command, { stdio: ["ignore", "ignore", "ignore"] });
}
