import { afterEach, beforeEach, expect, test } from "bun:test";
import { u32At } from "#protocol/bytes.ts";
import type { TurnClient } from "../self-check/turn-client.ts";
import { LoopbackRelay } from "../testing/loopback-relay.ts";
import { randomPacket } from "../testing/random-packet.ts";
import { SeededRandom } from "../testing/seeded-random.ts";

const SEED = 8656;
const FUZZED = 50_000;
/** Fewer than the system's receive buffer holds. */
const BATCH = 50;
/** By then everything has been used once that grows until it is warm. */
const WARM = 0.3;
const MAX_GROWTH_BYTES = 32 * 1_048_576;

let relay: LoopbackRelay;

beforeEach(async () => {
  relay = await LoopbackRelay.open();
});

afterEach(() => relay.stop());

const rssNow = () => {
  Bun.gc(true);
  return process.memoryUsage.rss();
};

/** Of how many packets one is no whole message. On a stream that ends the connection. */
const BROKEN = { udp: 4, tcp: 400, tls: 400 } as const;

test.each(["udp", "tcp", "tls"] as const)(
  `[TURN43] ${FUZZED.toLocaleString("en")} random and wounded packets over %s harm nobody else, seed ${SEED}`,
  async (transport) => {
    const random = new SeededRandom(SEED);
    const [one, two] = await relay.pair({ name: "others" }, { name: "others", transport: "tcp" });
    const peer = await relay.client();
    await peer.allocate();
    /** Whoever attacks has good credentials, and at times an allocation. */
    const attackers: TurnClient[] = [];
    for (let i = 0; i < 4; i++) attackers.push(await attacker());
    async function attacker(): Promise<TurnClient> {
      const client = await relay.client({ transport });
      await client.challenge();
      if (random.below(2) === 0) await client.allocate();
      return client;
    }

    let warmBytes = 0;
    for (let sent = 0; sent < FUZZED; sent += BATCH) {
      const index = random.below(attackers.length);
      if (attackers[index]?.socket.isClosed) attackers[index] = await attacker();
      const by = attackers[index] ?? peer;
      for (let i = 0; i < BATCH; i++) by.socket.send(randomPacket(random, by, peer, BROKEN[transport]));
      one.sendData(0x4000, numbered(sent));
      expect(u32At(await two.hearData(), 0)).toBe(sent);
      two.sendData(0x4001, numbered(sent + 1));
      expect(u32At(await one.hearData(), 0)).toBe(sent + 1);
      by.socket.forget();
      if (sent === WARM * FUZZED) warmBytes = rssNow();
    }

    expect(rssNow() - warmBytes).toBeLessThan(MAX_GROWTH_BYTES);
    expect(relay.log.lines).toEqual([]);
    const drops = Object.values(relay.drops());
    expect(drops.length).toBeGreaterThan(5);
    expect(drops.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(FUZZED / 2);
    expect((await (await relay.client()).binding()).class).toBe("success");

    for (const { socket } of attackers) socket.close();
    while (relay.sockets.connections > 1) await one.binding();
  },
  60_000,
);

function numbered(number: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}
