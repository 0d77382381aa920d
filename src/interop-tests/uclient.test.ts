import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { LoopbackRelay, SECRET } from "../testing/loopback-relay.ts";
import { runTool, type UclientResult, uclient } from "../testing/uclient.ts";

// coturn's own client. A run takes 5 to 8 seconds in which it mostly waits, so all of them run at once.

const CLIENTS = 2;
const MESSAGES = 10;
/**
 * Over TLS this program takes one record per wake-up and leaves what came meanwhile in OpenSSL's buffer. At its
 * own pace of 20 ms it so loses the last messages of each connection, with coturn's server as with ours.
 */
const INTERVAL_MS = 100;
/** Two clients that send to each other through their relayed addresses. */
const EACH_OTHER = ["-y", "-n", `${MESSAGES}`, "-m", `${CLIENTS}`, "-z", `${INTERVAL_MS}`];

/** Without -c each client has a second connection and allocation for RTCP, with the next port reserved. */
const ONE_CONNECTION = "-c";
const MODES = [
  [],
  [ONE_CONNECTION],
  ["-X"], // asks for IPv4
  ["-s"], // Send and Data indications in place of channels
  ["-g"], // DONT-FRAGMENT
  ["-G"], // further permissions and channels
  ["-M"], // asks for mobility, which is optional (RFC 8016)
  [ONE_CONNECTION, "-X", "-s", "-g"],
];
/** Without a name the user name is nothing but its expiry. */
const USERS = [[], ["-u", "somebody"]];

const ALL = MODES.flatMap((mode) => USERS.map((user) => [...mode, ...user]));

const LISTENERS = {
  udp: {
    transport: "udp",
    host: "127.0.0.1",
    flags: [],
    modes: [...ALL, ["-c", "-l", "1400"], ["-c", "-N"], ["-c", "-B"]],
  },
  // The relayed addresses are of IPv4 all the same.
  udp6: { transport: "udp", host: "::1", flags: ["-L", "::1", "-X"], modes: [["-c"], ["-s"]] },
  // -D pads channel data as RFC 8656 §12.5 wants it on a stream.
  tcp: {
    transport: "tcp",
    host: "127.0.0.1",
    flags: ["-t"],
    modes: [...ALL, ["-c", "-l", "1399"], ["-c", "-D", "-l", "1399"]],
  },
  tls: { transport: "tls", host: "127.0.0.1", flags: ["-t", "-S"], modes: ALL },
} as const;
type Listener = keyof typeof LISTENERS;
const NAMES = ["udp", "udp6", "tcp", "tls"] as const satisfies readonly Listener[];

interface Run {
  readonly listener: Listener;
  readonly mode: readonly string[];
}

const runs: readonly Run[] = NAMES.flatMap((listener) =>
  LISTENERS[listener].modes.map((mode) => ({ listener, mode })),
);
const titled = runs.map((run) => [[run.listener, ...run.mode].join(" "), run] as const);

let relays: ReadonlyMap<Listener, LoopbackRelay>;
const results = new Map<Run, Promise<UclientResult>>();

const relayOf = (name: Listener): LoopbackRelay => found(relays.get(name));
const resultOf = (run: Run): Promise<UclientResult> => found(results.get(run));

beforeAll(async () => {
  const open = async (name: Listener) =>
    [name, await LoopbackRelay.open({ hosts: [LISTENERS[name].host] })] as const;
  relays = new Map(await Promise.all(NAMES.map(open)));
  for (const run of runs) results.set(run, start(run));
});

afterAll(() => {
  for (const relay of relays.values()) relay.stop();
});

function start({ listener, mode }: Run): Promise<UclientResult> {
  const { transport, host, flags } = LISTENERS[listener];
  const port = String(relayOf(listener).portOf(transport));
  return uclient([...EACH_OTHER, ...flags, "-W", SECRET, "-p", port, ...mode, host]);
}

const connectionsOf = ({ mode }: Run) => (mode.includes(ONE_CONNECTION) ? CLIENTS : 2 * CLIENTS);

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("never started");
  return value;
}

describe("coturn's turnutils_uclient between two allocations", () => {
  test.each(titled)("[TURN30] %s loses nothing", async (_, run) => {
    const { sent, received, exitCode, output } = await resultOf(run);
    const expected = connectionsOf(run) * MESSAGES;
    expect({ sent, received, exitCode, output }).toEqual({
      sent: expected,
      received: expected,
      exitCode: 0,
      output,
    });
  });

  test.each(NAMES)(
    "[TURN30] every message over %s went through the relay, which dropped none",
    async (name) => {
      const all = await Promise.all(runs.filter(({ listener }) => listener === name).map(resultOf));
      const server = relayOf(name);
      expect(server.relay.counts().messages).toBe(all.reduce((sum, { sent }) => sum + sent, 0));
      expect([server.drops(), server.log.lines]).toEqual([{}, []]);
    },
  );
});

describe("coturn's tools and what this relay refuses", () => {
  let relay: LoopbackRelay;

  beforeAll(async () => {
    relay = await LoopbackRelay.open({ hosts: ["127.0.0.1", "::1"] });
  });

  afterAll(() => relay.stop());

  const port = () => String(relay.sockets.port);

  test.each([
    ["a peer outside, by channel", ["-e", "127.0.0.1"], "channel bind: error 403 (Forbidden)"],
    ["a peer outside, by permission", ["-e", "127.0.0.1", "-s"], "create permission error 403 (Forbidden)"],
    ["a peer outside, over TCP", ["-e", "127.0.0.1", "-t"], "channel bind: error 403 (Forbidden)"],
    ["a relayed address of IPv6", ["-y", "-x"], "error 440 (Address Family not Supported)"],
    ["TCP between server and peer", ["-y", "-T"], "error 442 (Unsupported Transport Protocol)"],
  ])("[TURN31] %s", async (_, flags, error) => {
    const { exitCode, sent, output } = await uclient([...flags, "-W", SECRET, "-p", port(), "127.0.0.1"]);
    expect([exitCode, sent]).toEqual([255, 0]);
    expect(output).toContain(error);
  });

  test("[TURN31] credentials that were made with another secret", async () => {
    const { exitCode, sent } = await uclient(["-y", "-W", "another", "-p", port(), "127.0.0.1"]);
    expect([exitCode, sent]).toEqual([255, 0]);
  });

  test.each([
    ["127.0.0.1", /^0: : IPv4\. UDP reflexive addr: 127\.0\.0\.1:\d+$/m],
    ["::1", /^0: : IPv6\. UDP reflexive addr: \[?::1\]?:\d+$/m],
  ])("[TURN30] turnutils_stunclient learns its own address from %s", async (host, line) => {
    const { exitCode, output } = await runTool(["turnutils_stunclient", "-p", port(), host]);
    expect(exitCode).toBe(0);
    expect(output).toMatch(line);
  });
});
