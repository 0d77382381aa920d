import { METHOD } from "#protocol/stun/header.ts";
import { xorPeerAddress } from "#protocol/turn/attributes/peer-address.ts";
import { encodeChannelData } from "#protocol/turn/channel-data.ts";
import { socketAddressOf } from "../relay/relayed-address.ts";
import { mutated, randomAttributes, randomMessage, randomMethod } from "./hostile-packets.ts";
import { Answer, type Fill, forUdp, type RelayTestClient } from "./relay-test-client.ts";
import { SeededRandom } from "./seeded-random.ts";
import { addressOf, textOf } from "./socket-addresses.ts";
import { TestRelay } from "./test-relay.ts";

const ATTACKERS = 24;
const TOTAL_QUOTA = 30;
const TRANSPORTS = ["udp", "udp", "udp", "tcp", "tls"] as const;
/** Of the pair, and of others. */
const SESSIONS = ["the-pair", "one", "two"];

/** Packets between two exchanges of the pair, and in one second. */
const EXCHANGE = 50;
const SECOND = 1_000;
/** Seconds after which the pair asks again for what runs out, and after which the attackers are others. */
const RENEWAL = { pair: 200, attackers: 20 } as const;

/** Somebody hostile, and real messages of his for all to make other ones of. */
interface Attacker {
  readonly client: RelayTestClient;
  readonly samples: readonly Uint8Array[];
}

/**
 * A relay with two who do nothing wrong, and many who send mutations of real messages of every kind, some with
 * good credentials. Throws as soon as anything is not as it should be.
 */
class RelaySiege {
  /** What the attackers got, and what was dropped, by outcome and reason. */
  readonly outcomes = new Map<string, number>();
  readonly #random: SeededRandom;
  readonly #test: TestRelay;
  readonly #pair: readonly [RelayTestClient, RelayTestClient];
  #attackers: Attacker[] = [];
  #sent = 0;

  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
    this.#test = new TestRelay({ userQuota: 6, totalQuota: TOTAL_QUOTA }, seed);
    const user = () => this.#test.user("the-pair");
    this.#pair = this.#test.pair({ user: user() }, { user: user(), transport: "tcp" });
    this.#replaceAttackers();
  }

  /** Sends so many packets. @throws where one of them does any harm */
  run(packets: number): void {
    for (let i = 0; i < packets; i++) {
      if (++this.#sent % EXCHANGE === 0) this.#exchange();
      if (this.#sent % SECOND === 0) this.#secondPasses(this.#sent / SECOND);
      const attacker = this.#random.pick(this.#attackers);
      const packet = this.#packet(attacker);
      const before = packet.toHex();
      try {
        attacker.client.say(packet);
      } catch (cause) {
        throw new Error(`thrown at ${before}`, { cause });
      }
      this.#look(attacker.client);
    }
    for (const [reason, count] of Object.entries(this.#test.drops)) this.outcomes.set(reason, count);
  }

  /** All go; an hour later nothing of theirs may be left. @returns how many allocations there are */
  end(): number {
    this.#test.pass(3_600_000);
    return this.#test.allocations;
  }

  #packet({ client, samples }: Attacker): Uint8Array {
    const random = this.#random;
    const kind = random.below(20);
    if (kind === 0) return random.bytes(random.below(100));
    if (kind < 4) return randomMessage(random, this.#anyAddress());
    if (kind < 7) return this.#signed(client);
    if (kind < 9) return mutatedAndSigned(client, random, this.#anyAttributes());
    const other = random.below(4) === 0 ? random.pick(this.#attackers).samples : samples;
    return kind < 11 ? random.pick(other) : mutated(random.pick(other), random);
  }

  /** Now and then by somebody else's user. */
  #signed(client: RelayTestClient): Uint8Array {
    const { user } = client;
    if (this.#random.below(10) === 0) {
      const other = this.#test.user(this.#random.pick(SESSIONS), {
        expiresAt: this.#test.clock.wall() + 1e9,
      });
      client.user = Object.assign(other, { realm: user.realm, nonce: user.nonce });
    }
    const request = client.signed(randomMethod(this.#random), this.#anyAttributes(), this.#anySigning());
    client.user = user;
    return request;
  }

  #anyAddress() {
    const { allocation, relayed } = this.#random.pick(this.#attackers).client;
    const [a, b] = this.#pair;
    return this.#random.pick([
      allocation ? socketAddressOf(allocation.relayed) : relayed,
      a.relayed,
      b.relayed,
    ]);
  }

  #anyAttributes(): Fill {
    const more = randomAttributes(this.#random, this.#anyAddress());
    const hasTransport = this.#random.below(2) === 0;
    return (writer) => {
      if (hasTransport) forUdp(writer);
      more(writer);
    };
  }

  #anySigning() {
    const integrity = this.#random.pick(["sha1", "sha256"] as const);
    return { integrity, fingerprint: this.#random.below(2) === 0 };
  }

  /** Counts what an attacker got; none may get the pair's data. */
  #look(client: RelayTestClient): void {
    for (const bytes of client.take()) {
      if (Buffer.from(bytes).includes("of the pair")) throw new Error("overheard");
      const isAnswer = ((bytes[0] ?? 0) & 0xc1) === 1;
      const outcome = isAnswer ? new Answer(bytes).outcome : "data";
      this.outcomes.set(`${outcome}`, (this.outcomes.get(`${outcome}`) ?? 0) + 1);
    }
  }

  /** In all four ways; each hears what the other said and nothing else. */
  #exchange(): void {
    const [a, b] = this.#pair;
    const data = `${this.#sent} of the pair`;
    a.sendOn(0x4000, data);
    b.sendOn(0x4001, data);
    a.sendTo(b.relayed, data);
    b.sendTo(a.relayed, data);
    const heard = JSON.stringify([a.heard(), b.heard()]);
    const twice = (from: number) => [
      { from, data },
      { from, data },
    ];
    if (heard !== JSON.stringify([twice(0x4000), twice(0x4001)])) throw new Error(`the pair heard ${heard}`);
  }

  #secondPasses(second: number): void {
    this.#test.pass(1_000);
    const { allocations, log } = this.#test;
    if (log.lines.length > 0) throw new Error(`logged ${JSON.stringify(log.lines)}`);
    const held = [...this.#attackers.map(({ client }) => client), ...this.#pair].map(({ allocation }) => ({
      permissions: allocation?.permissionCount ?? 0,
      channels: allocation?.channelCount ?? 0,
    }));
    const isTooMuch = held.some(({ permissions, channels }) => permissions > 128 || channels > 128);
    if (allocations > TOTAL_QUOTA || isTooMuch) throw new Error(`kept ${JSON.stringify(held)}`);
    if (second % RENEWAL.pair === 0) this.#keepUp();
    if (second % RENEWAL.attackers === 0) this.#replaceAttackers();
  }

  #keepUp(): void {
    const [a, b] = this.#pair;
    const answers = [a.bind(0x4000, b.relayed), b.bind(0x4001, a.relayed), a.refresh(), b.refresh()];
    const outcomes = answers.map(({ outcome }) => outcome);
    if (outcomes.some((outcome) => outcome !== "success")) throw new Error(`the pair got ${outcomes}`);
  }

  #replaceAttackers(): void {
    // Some say good-bye, and some are not heard of again.
    for (const { client } of this.#attackers) if (this.#random.below(2) === 0) this.#test.relay.left(client);
    this.#attackers = [];
    while (this.#attackers.length < ATTACKERS) this.#attackers.push(this.#attacker());
  }

  #attacker(): Attacker {
    const random = this.#random;
    const user = this.#test.user(random.pick(SESSIONS));
    const client = this.#test.client({ user, transport: random.pick(TRANSPORTS) });
    if (random.below(3) > 0) client.allocate();
    else client.challenge();
    const peers = this.#attackers.slice(-6).map((other) => other.client.relayed);
    client.bind(0x4000, client.relayed);
    peers.find((peer) => client.bind(0x4001, peer).outcome === "success");
    client.take();
    return { client, samples: samplesOf(client, this.#anySigning()) };
  }
}

/** What attackers must have come to, each many times: else they were none. */
const OUTCOMES = [
  ...["success", "400", "401", "403", "420", "437", "438", "440", "441", "442", "443", "486", "508", "data"],
  ...["not-stun", "malformed", "unexpected", "no-allocation", "no-channel", "no-permission", "no-peer"],
];
const MANY = 30;

/** A whole siege. @throws where any of the packets does any harm */
export function besiege(seed: number, packets: number) {
  const siege = new RelaySiege(seed);
  siege.run(packets / 5);
  const before = heapBytes();
  siege.run((packets / 5) * 4);
  return {
    /** In bytes. */
    growth: heapBytes() - before,
    rareOutcomes: OUTCOMES.filter((outcome) => (siege.outcomes.get(outcome) ?? 0) < MANY),
    allocationsLeft: siege.end(),
  };
}

function heapBytes(): number {
  Bun.gc(true);
  return process.memoryUsage().heapUsed;
}

/** A signed request whose attributes have wounds: it gets past authentication. */
function mutatedAndSigned(client: RelayTestClient, random: SeededRandom, fill: Fill): Uint8Array {
  const method = randomMethod(random);
  const wounded = mutated(client.plain(method, fill), random);
  return client.signed(method, (writer) => {
    for (let at = 20; at + 4 <= wounded.length; ) {
      const length = Math.min(
        ((wounded[at + 2] ?? 0) << 8) | (wounded[at + 3] ?? 0),
        wounded.length - at - 4,
      );
      writer.addBytes(
        ((wounded[at] ?? 0) << 8) | (wounded[at + 1] ?? 0),
        wounded.subarray(at + 4, at + 4 + length),
      );
      at += 4 + length;
    }
  });
}

/** One real message of each kind. */
function samplesOf(
  client: RelayTestClient,
  signing: { readonly integrity: "sha1" | "sha256" },
): Uint8Array[] {
  const { relayed } = client;
  const peer: Fill = (writer) => void writer.add(xorPeerAddress, relayed);
  const lan: Fill = (writer) => void writer.add(xorPeerAddress, addressOf("192.168.1.5"));
  const data: Fill = (writer) =>
    void writer.add(xorPeerAddress, relayed).addBytes(0x13, Buffer.from(textOf(relayed)));
  const channel: Fill = (writer) => {
    writer.addBytes(0x0c, Uint8Array.of(0x40, 0, 0, 0));
    peer(writer);
  };
  const requests = (
    [METHOD.allocate, METHOD.refresh, METHOD.createPermission, METHOD.channelBind] as const
  ).map((method, index) => client.signed(method, [forUdp, undefined, peer, channel][index], signing));
  return [
    ...requests,
    client.signed(METHOD.createPermission, lan, signing),
    client.plain(METHOD.binding),
    client.plain(METHOD.binding, undefined, "indication"),
    client.plain(METHOD.binding, undefined, "success"),
    client.plain(METHOD.allocate, forUdp),
    client.plain(METHOD.send, data, "indication"),
    client.plain(METHOD.data, data, "indication"),
    encodeChannelData(0x4000, Buffer.from("hello")),
    encodeChannelData(0x4001, new Uint8Array(1_200)),
  ];
}
