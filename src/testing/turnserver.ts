import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { METHOD } from "#protocol/stun/header.ts";
import { MessageWriter } from "#protocol/stun/message.ts";
import { cryptoRandom } from "../adapters/crypto-random.ts";
import { TurnSocket } from "../self-check/sockets.ts";
import { REALM, SECRET } from "./loopback-relay.ts";
import { LOCALHOST } from "./vectors/certificate.ts";
import { within } from "./within.ts";

const PROGRAM = "turnserver";
/** Each is asked with one Binding request. */
const MAX_LOOKS = 100;
const LOOK_MS = 100;
/** How often a port that was free may be taken when coturn wants it. */
const MAX_STARTS = 5;

/** coturn's server on free ports of this machine, with the tests' realm and secret. */
export class Turnserver {
  readonly port: number;
  readonly tlsPort: number;
  readonly #child: Bun.Subprocess;
  readonly #folder: string;

  private constructor(child: Bun.Subprocess, port: number, tlsPort: number, folder: string) {
    this.#child = child;
    this.port = port;
    this.tlsPort = tlsPort;
    this.#folder = folder;
  }

  /** @throws where it does not answer after several tries */
  static async start(): Promise<Turnserver> {
    for (let starts = 1; starts <= MAX_STARTS; starts++) {
      const server = Turnserver.#spawn(await freePort(), await freePort());
      if (await server.#isAnswering()) return server;
      await server.stop();
    }
    throw new Error(`${PROGRAM} does not answer`);
  }

  static #spawn(port: number, tlsPort: number): Turnserver {
    const folder = mkdtempSync(join(tmpdir(), "p2p-share-turnserver-"));
    for (const [name, text] of Object.entries(LOCALHOST)) writeFileSync(join(folder, name), text);
    const command = [
      PROGRAM,
      "-n", // no configuration file
      "--no-cli",
      "--listening-ip=127.0.0.1",
      "--relay-ip=127.0.0.1",
      `--listening-port=${port}`,
      `--tls-listening-port=${tlsPort}`,
      "--no-dtls",
      "--no-rfc5780",
      "--relay-threads=1",
      "--use-auth-secret",
      `--static-auth-secret=${SECRET}`,
      `--realm=${REALM}`,
      "--allow-loopback-peers",
      `--cert=${join(folder, "cert")}`,
      `--pkey=${join(folder, "key")}`,
      `--pidfile=${join(folder, "pid")}`,
      `--userdb=${join(folder, "db")}`,
      "--log-file=/dev/null",
      "--no-stdout-log",
      "--simple-log",
    ];
    const child = Bun.spawn(command, { stdio: ["ignore", "ignore", "ignore"] });
    return new Turnserver(child, port, tlsPort, folder);
  }

  async stop(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.exited;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Asks until it answers, or has ended. */
  async #isAnswering(): Promise<boolean> {
    const socket = await TurnSocket.open({ transport: "udp", port: this.port });
    const answer = socket.hear();
    try {
      for (let looks = 1; looks <= MAX_LOOKS && this.#child.exitCode === null; looks++) {
        socket.send(new MessageWriter(METHOD.binding, "request", cryptoRandom.bytes(12)).bytes);
        if (await within(LOOK_MS, answer)) return true;
      }
      return false;
    } finally {
      answer.catch(() => undefined);
      socket.close();
    }
  }
}

/** One that nobody has for UDP nor for TCP, a moment ago: coturn takes no port 0. */
async function freePort(): Promise<number> {
  const udp = await Bun.udpSocket({ hostname: "127.0.0.1" });
  const { port } = udp;
  try {
    Bun.listen({ hostname: "127.0.0.1", port, socket: { data: () => undefined } }).stop(true);
    return port;
  } catch {
    return freePort();
  } finally {
    udp.close();
  }
}
