import { heapStats } from "bun:jsc";
import { afterEach, expect, test } from "bun:test";
import { cryptoHash } from "../adapters/crypto-hash.ts";
import { cryptoRandom } from "../adapters/crypto-random.ts";
import { TurnSocket } from "../self-check/sockets.ts";
import { TurnClient } from "../self-check/turn-client.ts";
import { TurnUser } from "../self-check/turn-user.ts";
import { TestApp, TestSocket } from "../testing/test-app.ts";

/** Until the runtime's own caches of texts are full. */
const WARM_UP = 2_000;
const SESSIONS = 1_000;
/** What is kept of a session is kept in each; a cache of the runtime grows in one, and the collector may be late. */
const ROUNDS = 2;
const AT_A_TIME = 25;
const SECRET = "north of the river";
const SETTINGS = {
  TURN_SECRET: SECRET,
  ...Object.fromEntries(
    ["CONNECTIONS", "CREATES", "JOINS", "MESSAGES", "TURN"].map((name) => [`RATE_LIMIT_${name}`, "off"]),
  ),
};
const OFFER = { type: "signal", description: { type: "offer", sdp: "v=0" } };

/** A test's own log and record would grow. */
const FORGETFUL = { log: { write: () => undefined }, audit: { isOn: true, record: () => undefined } };

/** Longer than anything is kept after its end: codes, places, allocations, nonces, counts of limits. */
const LONG_MS = 2 * 3_600_000;

let app: TestApp | undefined;

afterEach(async () => {
  await app?.remove();
  app = undefined;
});

/** A session with all that the server does for it, and one of the ways in which it ends. */
async function liveAndEnd({ port, relay, clock }: TestApp, number: number): Promise<void> {
  const [host, guest] = ["host", "guest"].map(() => new TestSocket(`ws://127.0.0.1:${port}/ws`)) as [
    TestSocket,
    TestSocket,
  ];
  await Promise.all([host.opened, guest.opened]);
  const { code, sessionId } = await host.ask({ type: "create" });
  await guest.ask({ type: "join", code });
  await host.hear("peer-joined");
  host.say(OFFER);
  await guest.hear("signal");
  const socket = await TurnSocket.open({
    transport: number % 2 === 0 ? "udp" : "tcp",
    port: relay?.port ?? 0,
  });
  const user = new TurnUser(
    { secret: SECRET, name: String(sessionId), expiresAt: clock.wall() + LONG_MS },
    cryptoHash,
  );
  await new TurnClient(socket, user, cryptoRandom).allocate();
  socket.close();
  if (number % 4 === 0) host.drop();
  else host.say({ type: "leave" }).socket.close();
  guest.drop();
  await Promise.all([host.closed, guest.closed]);
}

async function liveAndEndMany(server: TestApp, count: number): Promise<void> {
  for (let first = 0; first < count; first += AT_A_TIME) {
    await Promise.all(Array.from({ length: AT_A_TIME }, (_, index) => liveAndEnd(server, first + index)));
  }
  server.clock.advance(LONG_MS);
}

/** Objects on the heap that something still holds. */
function heldObjects(): number {
  Bun.gc(true);
  return heapStats().objectCount;
}

test(`[SIG26] nothing is left of ${SESSIONS.toLocaleString("en")} sessions that were created and ended`, async () => {
  app = await TestApp.start(SETTINGS, FORGETFUL);
  await liveAndEndMany(app, WARM_UP);
  const grown: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = heldObjects();
    await liveAndEndMany(app, SESSIONS);
    grown.push(heldObjects() - before);
  }
  expect(await app.stats()).toMatchObject({ sessions: 0, peers: 0, sockets: 0, relayAllocations: 0 });
  // Less than one object for each: what is kept of a session would be several.
  expect(Math.min(...grown)).toBeLessThan(SESSIONS / 2);
}, 60_000);
