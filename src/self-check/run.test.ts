import { afterEach, beforeEach, expect, test } from "bun:test";
import { cryptoHash } from "../adapters/crypto-hash.ts";
import { cryptoRandom } from "../adapters/crypto-random.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { LoopbackRelay, SECRET } from "../testing/loopback-relay.ts";
import { MemoryLog } from "../testing/memory-log.ts";
import { runSelfCheck, type SelfCheckPorts, type SelfCheckSubject } from "./run.ts";

const never = new Promise<never>(() => {});

let relay: LoopbackRelay;
let log: MemoryLog;
let clock: FakeClock;
let opened: unknown[];

beforeEach(async () => {
  relay = await LoopbackRelay.open();
  log = new MemoryLog();
  clock = new FakeClock(Date.now());
  opened = [];
});

afterEach(() => relay.stop());

async function check(
  subject: Partial<SelfCheckSubject> = {},
  ports: Partial<SelfCheckPorts> = {},
): Promise<Record<string, unknown>> {
  await runSelfCheck(
    {
      host: "127.0.0.1",
      port: 8_080,
      relay: {
        host: "127.0.0.1",
        port: relay.portOf("udp"),
        tlsPort: relay.portOf("tls"),
        secret: SECRET,
        buffer: { bytes: 4_194_304, wanted: 4_194_304 },
      },
      maxSessions: 10,
      publicUrl: undefined,
      isStopping: () => false,
      hasUntrustedProxy: () => false,
      ownHeaders: { "x-own": "1" },
      ...subject,
    },
    {
      clock,
      random: cryptoRandom,
      hash: cryptoHash,
      log,
      network: { inContainer: false, gateway: undefined, networks: [] },
      addresses: () => ({ lan: ["192.168.1.5"], container: [] }),
      openFileLimit: () => 1_048_576,
      statusOf: async () => 200,
      openSocket: async (...asked) => void opened.push(asked),
      ...ports,
    },
  );
  return results();
}

const results = () =>
  Object.fromEntries(log.lines.map(({ fields }) => [fields?.["check"], fields?.["result"]]));
const mendOf = (check: string) =>
  log.lines.find(({ fields }) => fields?.["check"] === check)?.fields?.["mend"];

const GOOD = {
  health: "ok",
  websocket: "ok",
  stun: "ok",
  "turn-udp": "ok",
  "turn-tcp": "ok",
  "turn-tls": "ok",
  "receive-buffer": "ok",
  "open-files": "ok",
  clock: "ok",
  addresses: "ok",
  "public-url": "ok",
  proxy: "ok",
};

test("[DIAG9] a good server says so in a line for each check, and its relay keeps nothing of them", async () => {
  expect(await check()).toEqual(GOOD);
  expect(new Set(log.lines.map(({ level, event }) => `${level} ${event}`))).toEqual(
    new Set(["info self-check"]),
  );
  expect(opened).toEqual([["ws://127.0.0.1:8080/ws", { "x-own": "1" }]]);
  expect(relay.relay.counts()).toMatchObject({ allocations: 0, messages: 12 });
  expect(relay.drops()).toEqual({});
});

test("[DIAG9] what is off is no fault", async () => {
  const relays = {
    stun: "off",
    "turn-udp": "off",
    "turn-tcp": "off",
    "turn-tls": "off",
    "receive-buffer": "off",
  };
  expect(await check({ relay: undefined })).toEqual({ ...GOOD, ...relays });
});

test("[DIAG9] a relay whose secret is another one fails, and says what to look at", async () => {
  const { host, port, tlsPort } = { host: "127.0.0.1", port: relay.portOf("udp"), tlsPort: undefined };
  const buffer = { bytes: 1, wanted: 2 };
  const found = await check({ relay: { host, port, tlsPort, secret: "another one", buffer } });
  expect(found).toMatchObject({ stun: "ok", "turn-udp": "fail", "turn-tcp": "fail", "turn-tls": "off" });
  expect(found).toMatchObject({ "receive-buffer": "warn" });
  expect(mendOf("turn-udp")).toContain("TURN_PORT");
});

test("[DIAG9] what never answers, or fails, is a failed check and no more", async () => {
  const checking = check(
    {},
    {
      statusOf: () => never,
      openSocket: () => Promise.reject(new Error("refused")),
      openFileLimit: () => {
        throw new Error("broken");
      },
    },
  );
  clock.advance(0);
  await Promise.resolve();
  clock.advance(5_000);
  expect(await checking).toMatchObject({
    health: "fail",
    websocket: "fail",
    "open-files": "fail",
    stun: "ok",
  });
  expect(mendOf("health")).toContain("PORT");
  expect(log.lines.find(({ fields }) => fields?.["check"] === "health")?.level).toBe("warn");
});

test("[DIAG9] a server that stops, or hides behind a proxy, says so", async () => {
  const found = await check({ hasUntrustedProxy: () => true }, { statusOf: async () => 503 });
  expect(found).toEqual({ ...GOOD, health: "fail", proxy: "warn" });
});
