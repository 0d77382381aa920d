import { join } from "node:path";
import { LAN_ADDRESS } from "../../../config/tasks/isolated-network.ts";

/** Where the product's server is reached, whatever runs it. */
export interface ServerAddresses {
  /** Its LAN address: plain http, so not a secure context. */
  readonly url: string;
  /** Its loopback address: a secure context, as behind HTTPS. */
  readonly loopbackUrl: string;
}

/** The product's server, in a process of its own. */
export interface TestServer extends ServerAddresses {
  /** Its LAN address over https; its port is 0 where TLS is off. */
  readonly httpsUrl: string;
  readonly pid: number;
  /** Ports of the embedded relay. */
  readonly relay: RelayPorts;
  /** Whether the process is still running. */
  isAlive(): boolean;
  stop(): Promise<void>;
  /** Ends it without a chance to say anything, as a power cut does. */
  kill(): Promise<void>;
  /** Another process in its place, which knows nothing of it. */
  startAgain(): Promise<TestServer>;
}

export interface RelayPorts {
  /** Of UDP and TCP; 0 where it is off. */
  readonly port: number;
  /** Of TLS; 0 where that is off. */
  readonly tlsPort: number;
}

const FREE_PORTS = { PORT: "0", HTTPS_PORT: "0", TURN_PORT: "0", TURN_TLS_PORT: "0" };

const MAIN = join(import.meta.dir, "..", "..", "..", "src", "main.ts");
const REPOSITORY = join(import.meta.dir, "..", "..", "..");

/** Where a server runs and by which of its addresses it is reached. */
export interface ServerPlace {
  readonly address: string;
  /** Turns the command into the one that is really run. */
  readonly wrap: (command: readonly string[]) => string[];
}

const HERE: ServerPlace = { address: LAN_ADDRESS, wrap: (command) => [...command] };

/** Starts `src/main.ts` on a free port and reads its ports from what it prints. */
export async function startServer(
  env: Readonly<Record<string, string>> = {},
  place: ServerPlace = HERE,
): Promise<TestServer> {
  const child = Bun.spawn(place.wrap([process.execPath, MAIN]), {
    cwd: REPOSITORY,
    env: { ...process.env, ...FREE_PORTS, HOST: "0.0.0.0", MDNS_NAME: "off", ...env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const { url, httpsUrl, relay } = await printedAddresses(child.stdout, place.address);
  return {
    url,
    httpsUrl,
    loopbackUrl: `http://127.0.0.1:${new URL(url).port}`,
    pid: child.pid,
    relay,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      child.kill("SIGTERM");
      child.kill("SIGINT"); // nobody is left for whom it would have to stay
      await child.exited;
    },
    async kill() {
      child.kill("SIGKILL");
      await child.exited;
    },
    startAgain: () => startServer({ ...env, PORT: new URL(url).port, TURN_PORT: `${relay.port}` }, place),
  };
}

async function printedAddresses(
  output: ReadableStream<Uint8Array>,
  address: string,
): Promise<Pick<TestServer, "url" | "httpsUrl" | "relay">> {
  const decoder = new TextDecoder();
  let printed = "";
  for await (const bytes of output.values({ preventCancel: true })) {
    printed += decoder.decode(bytes, { stream: true });
    const port = /http:\/\/[\d.]+:(\d+)/.exec(printed)?.[1];
    if (port === undefined) continue;
    const [, relayPort, tlsPort] =
      /keep port (\d+) open for UDP and TCP(?:, and (\d+) for TLS)?/.exec(printed) ?? [];
    const relay = { port: Number(relayPort ?? 0), tlsPort: Number(tlsPort ?? 0) };
    const httpsPort = /https:\/\/[\d.]+:(\d+)/.exec(printed)?.[1] ?? 0;
    return { url: `http://${address}:${port}`, httpsUrl: `https://${address}:${httpsPort}`, relay };
  }
  throw new Error(`the server ended before it was ready:\n${printed}`);
}
