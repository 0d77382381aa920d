import type { Millis } from "#protocol/time.ts";
import { cryptoHash } from "../adapters/crypto-hash.ts";
import { DROP_REASONS } from "../relay/drops.ts";
import type { RelayOptions } from "../relay/options.ts";
import { Relay } from "../relay/relay.ts";
import type { RelayTransport } from "../relay/relay-client.ts";
import { TurnUser, type TurnUserOptions } from "../self-check/turn-user.ts";
import { FakeClock } from "./fake-clock.ts";
import { MemoryLog } from "./memory-log.ts";
import { RelayTestClient } from "./relay-test-client.ts";
import { SeededRandom } from "./seeded-random.ts";

const SECRET = "a-secret-of-the-tests";
export const REALM = "p2p-share";

/** How long credentials are good. */
export const CREDENTIAL_MS: Millis = 86_400_000;

const NOT_LIMITED: RelayOptions = {
  realm: REALM,
  secret: SECRET,
  peers: "session",
  userQuota: 1_000_000,
  totalQuota: 1_000_000,
  maxBandwidth: undefined,
  totalBandwidth: undefined,
  answerQuota: undefined,
};

export interface TestClientOptions {
  readonly transport?: RelayTransport;
  readonly address?: string;
  readonly port?: number;
  readonly user?: TurnUser;
}

/** A relay whose time the test makes, and clients that keep what they are sent. Nothing is limited by default. */
export class TestRelay {
  readonly clock = new FakeClock(1_800_000_000_000);
  readonly log = new MemoryLog();
  /** For the clients; the relay has its own. */
  readonly random: SeededRandom;
  readonly relay: Relay;
  #clients = 0;

  constructor(options: Partial<RelayOptions> = {}, seed = 1) {
    this.random = new SeededRandom(seed);
    const random = new SeededRandom(seed + 1);
    const ports = { clock: this.clock, random, hash: cryptoHash, log: this.log };
    this.relay = new Relay({ ...NOT_LIMITED, ...options }, ports);
  }

  /** Somebody of a session. */
  user(name = "a-session", options: Partial<TurnUserOptions> = {}): TurnUser {
    const expiresAt = this.clock.wall() + CREDENTIAL_MS;
    return new TurnUser({ secret: SECRET, name, expiresAt, ...options }, cryptoHash);
  }

  /** A client that has not said anything yet, at an address of its own. */
  client({ transport = "udp", address, port = 50_000, user }: TestClientOptions = {}): RelayTestClient {
    this.#clients++;
    const { x, y } = { x: this.#clients >>> 8, y: this.#clients & 0xff };
    const at = { transport, address: address ?? `192.0.${x}.${y}`, port };
    return new RelayTestClient(at, user ?? this.user(), this);
  }

  /** A client that has an allocation. */
  allocated(options: TestClientOptions = {}): RelayTestClient {
    const client = this.client(options);
    const { outcome } = client.allocate();
    if (outcome !== "success") throw new Error(`no allocation: ${outcome}`);
    return client;
  }

  /** Two of one session that permit each other. */
  permitted(a: TestClientOptions = {}, b: TestClientOptions = {}): [RelayTestClient, RelayTestClient] {
    const [one, other] = [this.allocated(a), this.allocated(b)];
    one.permit(other.relayed);
    other.permit(one.relayed);
    return [one, other];
  }

  /** Two that have a channel to each other: 0x4000 and 0x4001. */
  pair(a: TestClientOptions = {}, b: TestClientOptions = {}): [RelayTestClient, RelayTestClient] {
    const [one, other] = [this.allocated(a), this.allocated(b)];
    one.bind(0x4000, other.relayed);
    other.bind(0x4001, one.relayed);
    return [one, other];
  }

  /** Lets time pass, with a sweep in every second. */
  pass(ms: Millis): void {
    for (let left = ms; left > 0; left -= 1_000) {
      this.clock.advance(Math.min(left, 1_000));
      this.relay.sweep();
    }
  }

  get allocations(): number {
    return this.relay.counts().allocations;
  }

  /** What was dropped since the start, by reason. */
  get drops(): Record<string, number> {
    const counts = DROP_REASONS.map((reason) => [reason, this.relay.drops.of(reason)] as const);
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  }
}
