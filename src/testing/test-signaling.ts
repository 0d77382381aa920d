import type { ServerMessage } from "#protocol/signaling/messages.ts";
import { memoryRateLimiter } from "../adapters/rate-limiter.ts";
import { Nearby, type NearbyOptions } from "../discovery/nearby.ts";
import type { AuditEntry } from "../ports/audit.ts";
import type { Clock } from "../ports/clock.ts";
import type { Quota } from "../ports/rate-limiter.ts";
import { noSpan, noTracer } from "../ports/tracer.ts";
import { type Client, clientOf } from "../signaling/client.ts";
import { Connection } from "../signaling/connection.ts";
import type { ConnectionOptions, ConnectionPorts, PeerSettings } from "../signaling/connection-ports.ts";
import { IceRefresh } from "../signaling/ice-refresh.ts";
import { JoinQueue } from "../signaling/join-queue.ts";
import { Limits, type Quotas } from "../signaling/limits.ts";
import { MemorySessionStore, type MemorySessionStoreOptions } from "../signaling/memory-session-store.ts";
import { MissBudget } from "../signaling/miss-budget.ts";
import { Sessions } from "../signaling/sessions.ts";
import { SignalingCounts } from "../signaling/signaling-counts.ts";
import { FakeClock } from "./fake-clock.ts";
import { MemoryLog } from "./memory-log.ts";
import { SeededRandom } from "./seeded-random.ts";
import { testJournal } from "./test-journal.ts";

export interface TestSignalingOptions {
  readonly seed?: number;
  readonly ttlMs?: number;
  readonly graceMs?: number;
  readonly maxSessions?: number;
  /** Without them nothing is limited. */
  readonly quotas?: Partial<Quotas>;
  readonly globalMisses?: Quota;
  readonly chunkBytes?: number;
  readonly lanes?: number;
  readonly receivers?: number;
  readonly iceServers?: PeerSettings["iceServers"];
  /** How long a list of ICE servers is good for; for ever without it. */
  readonly iceServersFreshMs?: number;
  readonly discovery?: NearbyOptions["discovery"];
  /** Of a server that was there before. */
  readonly clock?: FakeClock;
  /** For a store that is slower or fails. */
  readonly makeStore?: (options: MemorySessionStoreOptions, clock: Clock) => MemorySessionStore;
}

const UNLIMITED: Quotas = {
  connections: undefined,
  creates: undefined,
  invites: undefined,
  joins: undefined,
  misses: undefined,
  messages: undefined,
};

/** The whole signaling server without sockets, on a clock that a test moves. */
export class TestSignaling {
  readonly clock: FakeClock;
  readonly log = new MemoryLog();
  readonly audited: string[] = [];
  readonly store: MemorySessionStore;
  readonly sessions: Sessions;
  readonly nearby: Nearby;
  readonly ports: ConnectionPorts;

  constructor({
    seed = 1,
    ttlMs = 300_000,
    graceMs = 120_000,
    maxSessions = 10,
    quotas = {},
    globalMisses,
    chunkBytes = 65_536,
    lanes = 4,
    receivers = 8,
    iceServers = () => [{ urls: "stun:nas.local:3478" }],
    iceServersFreshMs,
    discovery = "network",
    clock = new FakeClock(),
    makeStore = (...args) => new MemorySessionStore(...args),
  }: TestSignalingOptions = {}) {
    this.clock = clock;
    this.store = makeStore({ ttlMs, graceMs, maxSessions }, this.clock);
    const audit = {
      isOn: true,
      record: ({ action, address }: AuditEntry) => void this.audited.push(`${action} ${address}`),
    };
    const watch = testJournal(this.clock, this.log);
    this.sessions = new Sessions({ store: this.store, random: new SeededRandom(seed), watch, receivers });
    const missBudget = new MissBudget(globalMisses, this.clock);
    const random = new SeededRandom(seed);
    this.nearby = new Nearby(
      { discovery, heartbeatMs: 30_000 },
      { clock: this.clock, random, ownNetworks: () => ["192.168.1.5/24"] },
    );
    this.ports = {
      sessions: this.sessions,
      limits: new Limits({ ...UNLIMITED, ...quotas }, memoryRateLimiter),
      missBudget,
      joinQueue: new JoinQueue({ budget: missBudget, clock: this.clock, random }),
      clock: this.clock,
      audit,
      tracer: noTracer,
      counts: new SignalingCounts(),
      peer: { iceServers, chunkBytes, heartbeatMs: 30_000, graceMs, lanes, receivers },
      iceRefresh: new IceRefresh(iceServersFreshMs, this.clock),
      discovery: this.nearby,
    };
  }

  /** A browser that is connected. */
  browser(
    client: Client = clientOf("192.168.1.20", false, 0),
    address = "192.168.1.20",
    isAddressShared = false,
  ): TestBrowser {
    return new TestBrowser(this, client, { address, isAddressShared });
  }

  /** Lets time pass, and ends what has run out by then. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms);
    await settled();
    this.ports.iceRefresh.sweep();
    await this.sessions.sweep();
    this.nearby.sweep();
  }
}

/** A browser's end of a signaling socket that always works. */
export class TestBrowser {
  readonly heard: ServerMessage[] = [];
  readonly connection: Connection;
  /** Code with which the server closed the socket. */
  closedWith: number | undefined;

  constructor(
    server: TestSignaling,
    client: Client,
    seen: Pick<ConnectionOptions, "address" | "isAddressShared">,
  ) {
    this.connection = new Connection(
      { client, ...seen, publicUrl: null, hosts: ["nas.local"] },
      server.ports,
      {
        span: noSpan,
        send: (message) => void this.heard.push(message),
        close: (code) => {
          this.closedWith ??= code;
          void this.drop(); // for a connection it is all the same which side closed
        },
        fault: (error) => {
          throw error;
        },
      },
    );
  }

  /** Sends a message, or a text as it is, and waits until the server is done with it. */
  async say(message: unknown): Promise<this> {
    this.connection.receive(typeof message === "string" ? message : JSON.stringify(message));
    await settled();
    return this;
  }

  /** The line drops without a word. */
  drop(): Promise<void> {
    return this.connection.closed("lost");
  }

  /** The browser closes the socket on purpose, as with code 1000. */
  close(): Promise<void> {
    return this.connection.closed("left");
  }

  last(): ServerMessage | undefined {
    return this.heard.at(-1);
  }

  /** The latest message of this type. @throws where there was none */
  latest<T extends ServerMessage["type"]>(type: T): Extract<ServerMessage, { type: T }> {
    const found = this.heard.findLast((message) => message.type === type);
    if (!found) throw new Error(`no ${type} was heard`);
    return found as Extract<ServerMessage, { type: T }>;
  }
}

/** Resolves when everything that can happen without time has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
