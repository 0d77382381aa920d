import { afterEach, describe, expect, test } from "bun:test";
import { join } from "node:path";
import type { IceServer } from "#protocol/signaling/messages.ts";
import { jsonAudit } from "./adapters/json-audit.ts";
import { jsonLog } from "./adapters/json-log.ts";
import { otlpTracer } from "./adapters/otlp-tracer.ts";
import { systemClock } from "./adapters/system-clock.ts";
import { RawSocket } from "./testing/raw-socket.ts";
import { TestApp, type TestAppPorts, TestSocket } from "./testing/test-app.ts";
import { TraceCollector } from "./testing/trace-collector.ts";

const HEARTBEAT_MS = 30_000;
const GRACE_MS = 120_000;
const ADDRESS = "203.0.113.77";
const FILE_NAME = "holiday-in-rome.jpg";
const SDP = `v=0 o=- 46117 2 IN IP4 198.51.100.8 a=fingerprint ${FILE_NAME}`;
const CANDIDATE = "candidate:842163049 1 udp 1677729535 198.51.100.9 46154 typ srflx";
const FORWARDED = { "X-Forwarded-For": ADDRESS };

let app: TestApp | undefined;
/** Every code, id, token and credential that was given out. */
let secrets: string[] = [];

afterEach(async () => {
  await app?.remove();
  app = undefined;
  secrets = [];
});

function remember(...places: (Record<string, unknown> | undefined)[]): void {
  for (const place of places) {
    secrets.push(...["code", "sessionId", "resumeToken"].flatMap((key) => (place?.[key] as string) ?? []));
    const servers = (place?.["iceServers"] ?? []) as readonly IceServer[];
    secrets.push(...servers.flatMap(({ username, credential }) => [username ?? [], credential ?? []].flat()));
  }
}

/** Two come together, exchange what browsers exchange, and one returns on a new socket. */
async function meet(open: () => Promise<TestSocket>): Promise<[TestSocket, TestSocket]> {
  const [host, guest, other] = [await open(), await open(), await open()];
  const { code } = await host.ask({ type: "create" });
  await other.ask({ type: "join", code: code === "314159" ? "314160" : "314159" });
  await guest.ask({ type: "join", code });
  await host.hear("peer-joined");
  host.say({ type: "signal", description: { type: "offer", sdp: SDP } });
  guest.say({ type: "signal", candidate: { candidate: CANDIDATE, sdpMid: "0" } });
  await Promise.all([host.hear("signal"), guest.hear("signal")]);
  await host.ask({ type: "join", code: FILE_NAME });
  await host.ask({ type: "signal", file: FILE_NAME, sdp: SDP });
  await host.ask({ type: "signal", description: { type: "offer", sdp: SDP.repeat(1_000) } });
  await other.ask(guest.resume());
  await host.hear("peer-back");
  other.place = guest.place;
  remember(host.place, guest.place, { code: "314159" });
  return [host, other];
}

/** Everything that can happen to sessions and sockets, on a server whose time and faults the test makes. */
async function wholeLife(env: Record<string, string>, ports: TestAppPorts): Promise<void> {
  let isBroken = false;
  const random = {
    bytes(length: number) {
      if (isBroken) throw new RangeError(`${SDP} ${secrets.join(" ")}`);
      return crypto.getRandomValues(new Uint8Array(length));
    },
  };
  const lanAddresses = () => {
    if (isBroken) throw Object.assign(new Error(`${FILE_NAME} ${ADDRESS}`), { status: 500 });
    return ["192.168.1.5"];
  };
  const settings = { TRUST_PROXY: "1", RATE_LIMIT_MESSAGES: "1000/1h", RATE_LIMIT_MISSES: "2/1h", ...env };
  const server = await TestApp.start(settings, { random, lanAddresses, ...ports });
  app = server;
  const { clock, port } = server;
  const open = (address: string) => server.open("/ws", { "X-Forwarded-For": address });
  const [host, guest] = await meet(() => open(ADDRESS));
  await server.get(`/${FILE_NAME}`);
  await server.get(`/assets/${FILE_NAME}`);

  // One is slow, then lost for good.
  guest.socket.close(3001);
  await host.hear("peer-away");
  const slow = await RawSocket.ask(port, { headers: { "X-Forwarded-For": "203.0.113.78" } });
  slow.say(guest.resume());
  await host.hear("peer-back");
  slow.stopReading();
  const large = { type: "signal", description: { type: "offer", sdp: SDP.repeat(450) } };
  while ((await server.stats())["slowSockets"] === 0) host.say(large);
  slow.end();
  for (let i = 0; i < 1_000; i++) host.say({ type: "ping" }); // a flood
  await host.closed;
  clock.advance(GRACE_MS);

  // One is silent, one waits in vain.
  const silent = await open("2001:db8::4711");
  remember(await silent.ask({ type: "create" }));
  clock.advance(3 * HEARTBEAT_MS + 1_000);
  await silent.closed;
  const patient = await open("2001:db8:1::4711");
  remember(await patient.ask({ type: "create" }));
  while (clock.now() < 10_000_000 && (await server.stats())["waiting"] !== 0) {
    clock.advance(HEARTBEAT_MS);
    patient.say({ type: "ping" });
  }

  // A session comes back from an earlier life of the server; its id is all that is known.
  const sessionId = "ab54a98ceb1f0ad2".repeat(2);
  const resumeToken = "5e".repeat(16);
  remember({ resumeToken });
  const restored = await open("203.0.113.80");
  remember(await restored.ask({ type: "restore", sessionId, resumeToken, role: "sender" }));
  await restored.ask({ type: "resume", sessionId, resumeToken: "0f".repeat(16) });
  for (const code of ["271828", "271829", "271830"]) {
    const guesser = await open("203.0.113.81");
    await guesser.ask({ type: "join", code });
    remember({ code });
  }

  isBroken = true;
  const victim = await server.open("/ws", { "X-Forwarded-For": "203.0.113.82", Host: "nas.local" });
  await victim.say({ type: "create" }).closed;
  await server.get("/ws");
  await RawSocket.ask(port, { headers: FORWARDED }).then((socket) => socket.end());
}

/** What none of the lines may hold. */
function expectNothingIn(lines: readonly string[], { addresses }: { readonly addresses: boolean }): void {
  expect(secrets.length).toBeGreaterThan(5);
  const words = [...secrets, SDP, "v=0", "candidate", FILE_NAME, "holiday", "198.51.100"];
  for (const line of lines) {
    for (const word of words) expect(line).not.toContain(word);
    expect(line).not.toMatch(/[0-9a-f]{32}/);
    expect(line).not.toMatch(/(?<![.:\d])\d{6}(?!\d)/); // no code that this test has not noticed
    if (!addresses) expect(line).not.toMatch(/\d+\.\d+\.\d+\.\d+|2001:db8|::1|\.local/);
  }
}

describe("what the server writes down", () => {
  test("[SIG22] tells of every event, and holds no code, SDP, candidate, address, id, token or file name", async () => {
    const lines: string[] = [];
    await wholeLife({}, { log: jsonLog("debug", (line) => lines.push(line)) });
    const events = new Set(lines.map((line) => JSON.parse(line).event as string));
    expect([...events].sort()).toEqual([
      "code-expired",
      "http-fault",
      "seat-gone",
      "session-created",
      "session-ended",
      "session-joined",
      "session-restored",
      "session-resumed",
      "signaling-fault",
      "socket-closed",
      "socket-opened",
      "socket-silent",
      "socket-slow",
    ]);
    expectNothingIn(lines, { addresses: false });
  });

  test.each(["on", "addresses"] as const)(
    "[SIG22] with the audit %s holds addresses at most in lines of its own, and nothing else of the others",
    async (level) => {
      const lines: string[] = [];
      const audited: string[] = [];
      await wholeLife(
        {},
        {
          log: jsonLog("debug", (line) => lines.push(line)),
          audit: jsonAudit(level, (line) => audited.push(line)),
        },
      );
      expectNothingIn(lines, { addresses: false });
      const records = audited.map((line) => JSON.parse(line) as Record<string, string>);
      const names = /^[0-9a-f]{16}$/;
      for (const { session } of records) if (session !== undefined) expect(session).toMatch(names);
      // The hash of an id may hold any digits, and a span any number.
      const told = records.map(({ session: _, durationMs: __, ...rest }) => JSON.stringify(rest));
      expectNothingIn(told, { addresses: level === "addresses" });
      const known = ["time", "kind", "action", "session", "address", "limit", "relayedBytes", "durationMs"];
      for (const record of records) {
        for (const key of Object.keys(record)) expect(known).toContain(key);
        expect(level === "addresses" || record["address"] === undefined).toBe(true);
      }
      if (level === "on") return;
      const actions = (address: string) =>
        records.filter((r) => r["address"] === address).map((r) => r["action"]);
      expect(actions("203.0.113.81")).toEqual([
        "connected",
        "missed",
        "connected",
        "missed",
        "connected",
        "limited",
      ]);
      expect(actions("2001:db8::4711")).toEqual(["connected", "created", "closed"]);
      expect(actions(ADDRESS)).toContain("joined");
    },
  );

  test("[OBS8] traces of all of it hold nothing of it", async () => {
    const collector = new TraceCollector();
    const options = { endpoint: collector.url, headers: {}, serviceName: "nas", version: "9.9.9" };
    try {
      await wholeLife({}, { tracer: otlpTracer(options, { clock: systemClock, log: { write() {} } }) });
      await app?.stop();
      expect(new Set(collector.spans.map(({ name }) => name)).size).toBeGreaterThan(8);
      // Ids and times are made of digits too.
      const isDrawn = (key: string) => /^(traceId|spanId|parentSpanId|\w+UnixNano)$/.test(key);
      const told = collector.requests.map(({ text }) =>
        JSON.stringify(JSON.parse(text), (key, value) => (isDrawn(key) ? undefined : value)),
      );
      expectNothingIn(told, { addresses: false });
    } finally {
      await collector.stop();
    }
  });

  test("[OBS2] metrics of all of it hold nothing of it", async () => {
    await wholeLife({}, {});
    const text = (await (await app?.get("/metrics"))?.text()) ?? "";
    expect(text).toContain('p2p_share_session_events_total{event="joined"} 1\n');
    const ofProcess = /^(process_|p2p_share_(uptime|heap|join_delay)_)/;
    expectNothingIn(
      text.split("\n").filter((line) => !ofProcess.test(line)),
      { addresses: false },
    );
  });

  test("[SIG22] as a process with LOG_LEVEL=debug is the same", async () => {
    const server = Bun.spawn([process.execPath, join(import.meta.dir, "main.ts")], {
      env: { HOST: "127.0.0.1", PORT: "0", TURN_PORT: "0", LOG_LEVEL: "debug" },
      stdout: "pipe",
      stderr: "ignore",
    });
    const output = server.stdout.getReader();
    let text = "";
    const readUntil = async (pattern: RegExp) => {
      for (let match = pattern.exec(text); ; match = pattern.exec(text)) {
        if (match) return match;
        const { value, done } = await output.read();
        if (done) throw new Error(`ended before ${pattern}`);
        text += Buffer.from(value).toString();
      }
    };
    try {
      const [, port] = await readUntil(/http:\/\/127\.0\.0\.1:(\d+)\n/);
      const open = async () => {
        const socket = new TestSocket(`ws://127.0.0.1:${port}/ws`, FORWARDED);
        await socket.opened;
        return socket;
      };
      const [host, guest] = await meet(open);
      guest.socket.close();
      await host.hear("peer-left");
      host.drop();
      await readUntil(/(socket-closed[\s\S]*){3}/);
    } finally {
      server.kill("SIGKILL");
      await server.exited;
    }
    const lines = text.split("\n").filter((line) => line.startsWith("{"));
    expect(lines.length).toBeGreaterThan(8);
    expect(text).toContain("session-resumed");
    expectNothingIn(lines, { addresses: false });
  });
});
