import { cryptoHash } from "../adapters/crypto-hash.ts";
import { cryptoRandom } from "../adapters/crypto-random.ts";
import { enlargeReceiveBuffer } from "../adapters/receive-buffer.ts";
import { rest } from "../adapters/rest.ts";
import { openSendRun } from "../adapters/send-run.ts";
import { steerPort } from "../adapters/steer-port.ts";
import { systemClock } from "../adapters/system-clock.ts";
import type { Clock } from "../ports/clock.ts";
import type { SendRun } from "../ports/send-run.ts";
import { DROP_REASONS } from "../relay/drops.ts";
import type { RelayOptions } from "../relay/options.ts";
import { Relay } from "../relay/relay.ts";
import type { RelayTransport } from "../relay/relay-client.ts";
import { RelaySockets } from "../relay/sockets.ts";
import { TurnSocket } from "../self-check/sockets.ts";
import { TurnClient } from "../self-check/turn-client.ts";
import { TurnUser } from "../self-check/turn-user.ts";
import { MemoryLog } from "./memory-log.ts";
import { LOCALHOST } from "./vectors/certificate.ts";

export const SECRET = "a-secret-of-the-tests";
export const REALM = "p2p-share";

const LIFE_MS = 3_600_000;

export interface LoopbackRelayOptions {
  readonly hosts?: readonly string[];
  readonly clock?: Clock;
  readonly relay?: Partial<RelayOptions>;
  /** Where not that of this system. */
  readonly sendRun?: SendRun | undefined;
}

export interface ClientOptions {
  readonly transport?: RelayTransport;
  readonly host?: string;
  /** The session: those of one session may reach each other. */
  readonly name?: string;
}

/** The product's relay on free ports of this machine, in the test's process, with UDP, TCP and TLS. */
export class LoopbackRelay {
  readonly relay: Relay;
  readonly log: MemoryLog;
  readonly sockets: RelaySockets;
  readonly #clock: Clock;
  readonly #clients: TurnSocket[] = [];

  private constructor(relay: Relay, sockets: RelaySockets, log: MemoryLog, clock: Clock) {
    this.relay = relay;
    this.sockets = sockets;
    this.log = log;
    this.#clock = clock;
  }

  static async open(chosen: LoopbackRelayOptions = {}): Promise<LoopbackRelay> {
    const { hosts = ["127.0.0.1"], clock = systemClock } = chosen;
    const sendRun = "sendRun" in chosen ? chosen.sendRun : openSendRun();
    const log = new MemoryLog();
    const options = {
      realm: REALM,
      secret: SECRET,
      peers: "session",
      userQuota: 1_000,
      totalQuota: 10_000,
      maxBandwidth: undefined,
      totalBandwidth: undefined,
      answerQuota: undefined,
      ...chosen.relay,
    } as const;
    const relay = new Relay(options, { clock, random: cryptoRandom, hash: cryptoHash, log });
    const ports = { relay, clock, log, enlargeReceiveBuffer, sendRun, rest, steerPort };
    const sockets = await RelaySockets.open({ hosts, port: 0, tls: { port: 0, pair: LOCALHOST } }, ports);
    return new LoopbackRelay(relay, sockets, log, clock);
  }

  /** A client with credentials of its own, and no allocation yet. */
  async client({ transport = "udp", host = "127.0.0.1", name = "a-session" }: ClientOptions = {}) {
    return new TurnClient(await this.socket({ transport, host }), this.user(name), cryptoRandom);
  }

  /** Two clients of one session that have a channel to each other, 0x4000 and 0x4001. */
  async pair(first: ClientOptions = {}, second: ClientOptions = {}): Promise<[TurnClient, TurnClient]> {
    const one = await (await this.client(first)).allocate();
    const two = await (await this.client(second)).allocate();
    await one.bind(0x4000, two);
    await two.bind(0x4001, one);
    return [one, two];
  }

  async socket({ transport = "udp", host = "127.0.0.1" }: ClientOptions = {}): Promise<TurnSocket> {
    const socket = await TurnSocket.open({ transport, host, port: this.portOf(transport) });
    this.#clients.push(socket);
    return socket;
  }

  portOf(transport: RelayTransport): number {
    return (transport === "tls" ? this.sockets.tlsPort : this.sockets.port) ?? 0;
  }

  user(name = "a-session"): TurnUser {
    return new TurnUser({ secret: SECRET, name, expiresAt: this.#clock.wall() + LIFE_MS }, cryptoHash);
  }

  /** What was dropped, by reason. */
  drops(): Record<string, number> {
    const counts = DROP_REASONS.map((reason) => [reason, this.relay.drops.of(reason)] as const);
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  }

  /** What the product does once a second. */
  sweep(): void {
    this.relay.sweep();
    this.sockets.sweep();
  }

  /** Ends the clients, too. */
  stop(): void {
    for (const socket of this.#clients) socket.close();
    this.sockets.stop();
  }
}
