import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { turnPassword, turnUsername } from "#protocol/turn/credentials.ts";
import { cryptoHash } from "../adapters/crypto-hash.ts";
import { systemClock } from "../adapters/system-clock.ts";
import type { TurnSocket } from "../self-check/sockets.ts";
import { LoopbackRelay, SECRET } from "../testing/loopback-relay.ts";
import { Talk } from "../testing/transcript.ts";
import { Turnserver } from "../testing/turnserver.ts";
import { uclient } from "../testing/uclient.ts";
import { ALLOCATE_CASES } from "./cases/allocate.ts";
import { ALLOCATION_CASES } from "./cases/allocation.ts";
import { BINDING_CASES } from "./cases/binding.ts";
import { CARRYING_CASES } from "./cases/carrying.ts";
import type { Case } from "./cases/case.ts";
import { CREDENTIAL_CASES } from "./cases/credentials.ts";

const HOUR_MS = 3_600_000;
const TRANSPORTS = ["udp", "tcp"] as const;
type Transport = (typeof TRANSPORTS)[number];

interface Answers {
  readonly ours: readonly string[];
  readonly coturns: readonly string[];
}

let coturn: Turnserver;

beforeAll(async () => {
  coturn = await Turnserver.start();
});

afterAll(() => coturn.stop());

describe("coturn's server with our credentials", () => {
  // One of its own: coturn's client leaves allocations behind, whose ports the system may give to the sockets below.
  let server: Turnserver;

  beforeAll(async () => {
    server = await Turnserver.start();
  });

  afterAll(() => server.stop());

  const credentials = (secret: string, expiresAt: number) => {
    const username = turnUsername(expiresAt, "0123456789abcdef");
    return ["-u", username, "-w", turnPassword(cryptoHash, secret, username)];
  };
  const inAnHour = () => systemClock.wall() + HOUR_MS;
  const run = (...flags: readonly string[]) =>
    uclient(["-y", "-c", "-n", "2", ...flags, "-p", String(server.port), "127.0.0.1"]);

  test("[TURN32] coturn takes what turnUsername and turnPassword make for its static-auth-secret", async () => {
    const { exitCode, sent, received } = await run(...credentials(SECRET, inAnHour()));
    expect({ exitCode, sent, received }).toEqual({ exitCode: 0, sent: 4, received: 4 });
  });

  test.each([
    ["have run out", () => credentials(SECRET, systemClock.wall() - HOUR_MS)],
    ["were made with another secret", () => credentials("another", inAnHour())],
  ])("[TURN32] coturn refuses such that %s", async (_, made) => {
    const { exitCode, sent } = await run(...made());
    expect([exitCode, sent]).toEqual([255, 0]);
  });
});

describe.each([
  ["binding", BINDING_CASES],
  ["credentials", CREDENTIAL_CASES],
  ["allocate", ALLOCATE_CASES],
  ["allocation", ALLOCATION_CASES],
  ["carrying", CARRYING_CASES],
])("the same requests to coturn and to our relay: %s", (_, cases) => {
  let relay: LoopbackRelay;
  const sockets: TurnSocket[] = [];
  const held = new Map<string, Promise<Answers>>();
  const titleOf = (transport: Transport, { title }: Case) => `${transport}: ${title}`;
  const all = cases.flatMap((each) => (each.over ?? TRANSPORTS).map((transport) => ({ transport, each })));

  beforeAll(async () => {
    relay = await LoopbackRelay.open();
    for (const { transport, each } of all) held.set(titleOf(transport, each), hold(transport, each));
  });

  afterAll(() => {
    for (const socket of sockets) socket.close();
    relay.stop();
  });

  async function hold(transport: Transport, { talk }: Case): Promise<Answers> {
    const answersAt = async (port: number) => {
      const expiresAt = systemClock.wall() + HOUR_MS;
      const one = await Talk.open({ transport, port, secret: SECRET, expiresAt, sockets });
      await talk(one);
      return one.answers;
    };
    const [ours, coturns] = await Promise.all([answersAt(relay.portOf(transport)), answersAt(coturn.port)]);
    return { ours, coturns };
  }

  const same = all.filter(({ each }) => !each.differs);
  const different = all.flatMap(({ transport, each }) =>
    each.differs ? [[titleOf(transport, each), each.differs] as const] : [],
  );

  test.each(same.map(({ transport, each }) => titleOf(transport, each)))(
    "[TURN33] %s: both answer the same",
    async (title) => {
      const answers = await held.get(title);
      expect(answers?.ours.length).toBeGreaterThan(0);
      expect(answers?.ours).toEqual(answers?.coturns ?? []);
    },
  );

  if (different.length === 0) return;

  test.each(different)("[TURN34] %s: ours differs", async (title, { ours, coturns, because }) => {
    const answers = await held.get(title);
    expect([because, answers?.ours]).toEqual([because, ours]);
    // A later coturn may have come round to it.
    expect([coturns, ours]).toContainEqual(answers?.coturns ?? []);
  });
});
