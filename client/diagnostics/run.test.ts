import { beforeEach, expect, test } from "bun:test";
import { settled } from "../../src/testing/test-signaling.ts";
import { serverFacts } from "../testing/server-facts.ts";
import { World } from "../testing/two-pages.ts";
import { CHECKS, overall, type Verdict } from "./checks.ts";
import type { DiagnosticsPorts } from "./ports.ts";
import { type DiagnosticsRun, runDiagnostics } from "./run.ts";

const never = new Promise<never>(() => {});
const urls = ["turn:nas.local:3478?transport=udp", "turn:nas.local:3478?transport=tcp"];
const SERVERS = [{ urls: ["stun:nas.local:3478"] }, { urls, username: "u", credential: "p" }];

let world: World;
let verdicts: Record<string, Verdict>;
let looped: string[];

beforeEach(() => {
  world = new World({ iceServers: () => SERVERS });
  verdicts = {};
  looped = [];
});

function run(differing: Partial<DiagnosticsPorts> = {}): DiagnosticsRun {
  const ports: DiagnosticsPorts = {
    clock: world.clock,
    openSignaling: world.openSignaling,
    page: { origin: "http://nas.local:8080", isSecure: false },
    browser: () => ({
      label: "Chrome on Linux",
      userAgent: "Chrome/156.0.0.0 Safari/537.36",
      hasWebRtc: true,
      hasWebSocket: true,
      hasWorkers: true,
      hasWebAssembly: true,
      transfersChannels: true,
    }),
    askServer: async () => serverFacts(),
    askPlainly: async () => 426,
    probeStun: async () => ({
      candidates: [],
      hasEnded: true,
      hasFailed: false,
      tellsFailures: true,
      isNameUnknown: false,
    }),
    loopThrough: async ({ urls: url }) => {
      looped.push(url);
      return { type: "passed", roundTripMs: 1, bytesPerSecond: 1_000_000 };
    },
    probeDirect: async () => ({
      type: "tried",
      candidates: [{ type: "host", address: "7f3c.local" }],
      isConnected: true,
    }),
    saving: async () => ({
      isSecure: false,
      opfs: false,
      indexedDb: true,
      filePicker: false,
      folderPicker: false,
      serviceWorker: false,
      isIos: false,
      freeBytes: null,
    }),
    ...differing,
  };
  return runDiagnostics(ports, {
    verdict: (check, verdict) => {
      verdicts[check] = verdict;
    },
    server: () => {},
  });
}

const becauses = () => Object.fromEntries(CHECKS.map((check) => [check, verdicts[check]?.because]));

test("[DIAG4] all checks come to something, each relay is tried by its own URL, and the session is over", async () => {
  await run().ended;
  await settled();
  expect(becauses()).toEqual({
    websocket: "socket-open",
    address: "address-own",
    stun: "stun-same",
    "turn-udp": "relay-works",
    "turn-tcp": "relay-works",
    "turn-tls": "tls-off",
    direct: "direct-works",
    "secure-context": "insecure",
    saving: "saves-to-disk",
    browser: "browser-good",
  });
  expect(overall(verdicts)).toBe("ok");
  expect(looped).toEqual(urls);
  expect(await world.server.store.counts()).toMatchObject({ sessions: 0 });
  expect(world.sockets).toBe(0);
});

test("[DIAG5] a server without a relay is said to have none, and nothing is tried", async () => {
  world = new World({ iceServers: () => [] });
  await run().ended;
  expect(becauses()).toMatchObject({ stun: "stun-off", "turn-udp": "relay-off", "turn-tls": "relay-off" });
  expect(looped).toEqual([]);
  expect(overall(verdicts)).toBe("warn");
});

test("[DIAG5] a server whose relays are not reached by every way is told without a fault", async () => {
  world = new World({ iceServers: () => [{ urls: [urls[0] ?? ""], username: "u", credential: "p" }] });
  await run().ended;
  expect(becauses()).toMatchObject({
    "turn-udp": "relay-works",
    "turn-tcp": "way-off",
    "turn-tls": "tls-off",
  });
  expect(overall(verdicts)).toBe("ok");
});

test("[DIAG5] without a line to the server the rest is checked all the same", async () => {
  world.serverDown = true;
  await run().ended;
  expect(becauses()).toMatchObject({
    websocket: "upgrade-lost",
    stun: "untried",
    "turn-udp": "untried",
    direct: "direct-works",
    saving: "saves-to-disk",
  });
  expect(overall(verdicts)).toBe("fail");
});

test("[DIAG5] a server that gives no more sessions is no broken line", async () => {
  world = new World({ quotas: { creates: { count: 0, periodMs: 60_000 } } });
  await run().ended;
  expect(verdicts["websocket"]?.because).toBe("socket-open");
  expect(verdicts["turn-udp"]).toEqual({ because: "untried", why: "refused" });
});

test("[DIAG4] a part of the browser that never answers, or fails, ends its own check only", async () => {
  const running = run({
    probeStun: () => never,
    loopThrough: () => never,
    saving: () => Promise.reject(new Error("broken")),
  });
  await settled();
  expect(overall(verdicts)).toBe("running");
  await world.pass(30_000);
  await running.ended;
  expect(becauses()).toMatchObject({
    stun: "stuck",
    "turn-udp": "stuck",
    saving: "stuck",
    direct: "direct-works",
  });
  expect(world.sockets).toBe(0);
});

test("[DIAG6] a run that is stopped says nothing more and leaves its session", async () => {
  const running = run({ loopThrough: () => never });
  await settled();
  expect(await world.server.store.counts()).toMatchObject({ sessions: 1, peers: 2 });
  running.stop();
  await settled();
  expect(await world.server.store.counts()).toMatchObject({ sessions: 0 });
  const before = { ...verdicts };
  await world.pass(30_000);
  expect(verdicts).toEqual(before);
});
