import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "#config/load.ts";
import { cryptoHash } from "../adapters/crypto-hash.ts";
import { cryptoRandom } from "../adapters/crypto-random.ts";
import { processFacts } from "../adapters/process-facts.ts";
import { memoryRateLimiter } from "../adapters/rate-limiter.ts";
import { steerPort } from "../adapters/steer-port.ts";
import { type App, type AppPorts, startApp } from "../app.ts";
import { CountingLog } from "../observability/counting-log.ts";
import type { Log } from "../ports/log.ts";
import { noTracer } from "../ports/tracer.ts";
import type { Certificates } from "../tls/certificates.ts";
import { FakeClock } from "./fake-clock.ts";
import { MemoryLog } from "./memory-log.ts";

/** Tests run side by side. */
const FREE_PORTS = { HOST: "127.0.0.1", PORT: "0", HTTPS_PORT: "0", TURN_PORT: "0", TURN_TLS_PORT: "0" };

/** What a test has of its own, in place of the ports that all tests share. */
export type TestAppPorts = Partial<Omit<AppPorts, "log">> & { readonly log?: Log };

export type Message = Record<string, unknown> & { readonly type: string };

/** A page, an icon, an asset, and a file beside them that is not for the network. */
export function makeClientDirectory(): { readonly directory: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "p2p-share-app-"));
  const directory = join(folder, "dist");
  mkdirSync(join(directory, "assets"), { recursive: true });
  writeFileSync(join(directory, "index.html"), "<title>the page</title>");
  writeFileSync(join(directory, "icon.svg"), "<svg/>");
  writeFileSync(join(directory, "assets", "main-abc.js"), "export {};");
  writeFileSync(join(folder, "secret.txt"), "not for the network");
  return { directory, remove: () => rmSync(folder, { recursive: true }) };
}

/** The real server on a free port of this machine, with a clock that a test moves. */
export class TestApp {
  readonly clock = new FakeClock();
  readonly log = new MemoryLog();
  readonly audited: string[] = [];
  #app: App | undefined;
  #files = makeClientDirectory();
  #sockets: TestSocket[] = [];
  #isStopped = false;

  /** @param certificates where there is to be TLS */
  static async start(
    env: Record<string, string> = {},
    ports: TestAppPorts = {},
    certificates?: Certificates,
  ): Promise<TestApp> {
    const test = new TestApp();
    const loaded = loadConfig({ ...FREE_PORTS, ...env }, (path) => readFileSync(path, "utf8"));
    if ("problems" in loaded) throw new Error(loaded.problems.join("\n"));
    const { clock, log, audited } = test;
    test.#app = await startApp(
      { config: loaded.config, clientDirectory: test.#files.directory, version: "9.9.9", certificates },
      {
        clock,
        random: cryptoRandom,
        hash: cryptoHash,
        audit: { isOn: true, record: ({ action, address }) => void audited.push(`${action} ${address}`) },
        tracer: noTracer,
        processFacts,
        rateLimiter: memoryRateLimiter,
        network: { inContainer: false, gateway: undefined, networks: [] },
        lanAddresses: () => ["192.168.1.5"],
        ownNetworks: () => ["192.168.1.5/24"],
        lanHost: () => undefined,
        enlargeReceiveBuffer: (_, bytes) => bytes,
        sendRun: undefined,
        rest: () => undefined,
        steerPort,
        ...ports,
        log: new CountingLog(ports.log ?? log),
      },
    );
    return test;
  }

  get port(): number {
    return this.#app?.port ?? 0;
  }

  get httpsPort(): number {
    return this.#app?.httpsPort ?? 0;
  }

  /** Where the page's files are. */
  get clientDirectory(): string {
    return this.#files.directory;
  }

  get subject(): App["subject"] | undefined {
    return this.#app?.subject;
  }

  get relay(): App["relay"] {
    return this.#app?.relay;
  }

  get(path: string): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}${path}`);
  }

  async stats(): Promise<Record<string, number>> {
    return (await (await this.get("/stats")).json()) as Record<string, number>;
  }

  /** A real WebSocket that is open. */
  async open(path = "/ws", headers: Record<string, string> = {}): Promise<TestSocket> {
    const socket = new TestSocket(`ws://127.0.0.1:${this.port}${path}`, headers);
    this.#sockets.push(socket);
    await socket.opened;
    return socket;
  }

  /** Two browsers in a session, with nothing left to hear. */
  async pair(headers: Record<string, string> = {}): Promise<[TestSocket, TestSocket]> {
    const [host, guest] = [await this.open("/ws", headers), await this.open("/ws", headers)];
    const { code } = await host.ask({ type: "create" });
    await guest.ask({ type: "join", code });
    await host.hear("peer-joined");
    return [host, guest];
  }

  /** Stops the server alone; what it left behind can be looked at. */
  async stop(): Promise<void> {
    if (!this.#isStopped) await this.#app?.close();
    this.#isStopped = true;
  }

  /** Stops as at SIGTERM; the returned promise waits for this test's clock. */
  async stopGracefully(): Promise<void> {
    this.#isStopped = true;
    await this.#app?.stop();
  }

  async remove(): Promise<void> {
    for (const socket of this.#sockets) socket.socket.terminate();
    await this.stop();
    this.#files.remove();
  }
}

/** Bun's WebSocket, which can also drop the line without a word. */
type DroppableSocket = WebSocket & { terminate(): void };

/** Whom a client trusts over TLS. */
export interface TrustOptions {
  /** PEM of an authority besides the system's own. */
  readonly ca?: string;
  readonly rejectUnauthorized?: boolean;
}

/** A browser's end of a real WebSocket, whose messages are read one by one. */
export class TestSocket {
  readonly socket: DroppableSocket;
  readonly opened: Promise<unknown>;
  readonly closed: Promise<CloseEvent>;
  /** The answer to `create` or `join`, once it came. */
  place: Message | undefined;
  readonly #queue: string[] = [];
  #waiting: ((text: string) => void) | undefined;

  /** @param tls whom to trust */
  constructor(url: string, headers: Record<string, string> = {}, tls?: TrustOptions) {
    const socket = Reflect.construct(WebSocket, [url, { headers, tls }]) as DroppableSocket;
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.addEventListener("close", resolve));
    this.opened = new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve);
      socket.addEventListener("close", () => reject(new Error("the socket was refused")));
    });
    this.opened.catch(() => undefined);
    socket.addEventListener("message", ({ data }) => {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      if (waiting) waiting(String(data));
      else this.#queue.push(String(data));
    });
  }

  say(message: unknown): this {
    this.socket.send(JSON.stringify(message));
    return this;
  }

  /** The next message. @throws where it is of another type than the one expected */
  async hear(type?: string): Promise<Message> {
    const queued = this.#queue.shift();
    const text =
      queued ??
      (await new Promise<string>((resolve) => {
        this.#waiting = resolve;
      }));
    const message = JSON.parse(text) as Message;
    if (type !== undefined && message.type !== type) throw new Error(`heard ${text} instead of ${type}`);
    return message;
  }

  /** Says something and hears the next message. */
  async ask(message: unknown): Promise<Message> {
    const answer = await this.say(message).hear();
    if (answer.type === "created" || answer.type === "joined") this.place = answer;
    return answer;
  }

  /** What this browser sends on a new socket to have its place again. */
  resume(): Message {
    return { type: "resume", sessionId: this.place?.["sessionId"], resumeToken: this.place?.["resumeToken"] };
  }

  /** The line drops: no close frame. */
  drop(): void {
    this.socket.terminate();
  }
}
