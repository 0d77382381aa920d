import type { DiscoveryMessage, DiscoveryNews } from "#protocol/discovery/messages.ts";
import { decodeClientMessage, decodeServerMessage } from "#protocol/signaling/codec.ts";
import type { Millis } from "#protocol/time.ts";
import { Nearby, type NearbyOptions } from "../discovery/nearby.ts";
import type { Visitor } from "../ports/discovery.ts";
import { FakeClock } from "./fake-clock.ts";
import { SeededRandom } from "./seeded-random.ts";

/** Longer than what changes in a room may take to be told. */
const TOLD_MS = 200;

/** Devices nearby without sockets, on a clock that a test moves. */
export class TestNeighbourhood {
  readonly clock = new FakeClock();
  readonly nearby: Nearby;

  constructor(discovery: NearbyOptions["discovery"] = "network", seed = 1) {
    this.nearby = new Nearby(
      { discovery, heartbeatMs: 30_000 },
      { clock: this.clock, random: new SeededRandom(seed), ownNetworks: () => ["192.168.1.5/24"] },
    );
  }

  /** A browser whose page is open, and that has not said anything. */
  visitor(address = "192.168.1.20", isAddressShared = false): TestVisitor {
    return new TestVisitor(this, address, isAddressShared);
  }

  /** One that has announced itself and was answered. */
  async device(name: string, address = "192.168.1.20", isAddressShared = false): Promise<TestVisitor> {
    return this.visitor(address, isAddressShared).announce(name);
  }

  /** Everybody hears what has changed. */
  tell(): void {
    this.pass(TOLD_MS);
  }

  pass(ms: Millis): void {
    this.clock.advance(ms);
    this.nearby.sweep();
  }
}

/** A browser's end of a line that always works. */
export class TestVisitor implements Visitor {
  readonly address: string;
  readonly isAddressShared: boolean;
  readonly heard: DiscoveryNews[] = [];
  readonly refused: string[] = [];
  /** How long its next invitations would have to wait. */
  inviteWaitMs = 0;
  readonly #world: TestNeighbourhood;

  constructor(world: TestNeighbourhood, address: string, isAddressShared: boolean) {
    this.#world = world;
    this.address = address;
    this.isAddressShared = isAddressShared;
  }

  send(news: DiscoveryNews): void {
    this.heard.push(decodeServerMessage(JSON.stringify(news)) as DiscoveryNews);
  }

  refuse(code: string): void {
    this.refused.push(code);
  }

  async takeInvite(): Promise<Millis> {
    return this.inviteWaitMs;
  }

  async announce(name: string, isBusy = false): Promise<this> {
    return this.say({ type: "announce", name, kind: "phone", ...(isBusy && { busy: true }) });
  }

  async say(message: unknown): Promise<this> {
    await this.#world.nearby.hear(this, decodeClientMessage(JSON.stringify(message)) as DiscoveryMessage);
    return this;
  }

  async invite(to: { readonly id: string }, code = "482913"): Promise<this> {
    return this.say({ type: "invite", to: to.id, code, files: 3, bytes: 1_200 });
  }

  /** Answers the question that it heard last. */
  async answer(accepted: boolean): Promise<this> {
    return this.say({ type: "answer", invitation: this.latest("invited").invitation, accepted });
  }

  leave(): void {
    this.#world.nearby.left(this);
  }

  /** As the others know it. @throws where it was not answered */
  get id(): string {
    return this.latest("nearby").you;
  }

  /** Names of those whom it sees, itself among them unless it is busy. */
  get sees(): string[] {
    return this.latest("nearby").devices.map(({ name }) => name);
  }

  /** The latest message of this type. @throws where there was none */
  latest<T extends DiscoveryNews["type"]>(type: T): Extract<DiscoveryNews, { type: T }> {
    const found = this.heard.findLast((news) => news.type === type);
    if (!found) throw new Error(`no ${type} was heard`);
    return found as Extract<DiscoveryNews, { type: T }>;
  }

  /** What it heard of invitations since the last call, in short. */
  invitations(): string[] {
    return this.heard.splice(0).flatMap((news) => {
      if (news.type === "invited") return `invited by ${news.from.name}`;
      if (news.type === "uninvited") return `uninvited ${news.reason}`;
      return news.type === "answered" ? `answered ${news.outcome}` : [];
    });
  }
}
