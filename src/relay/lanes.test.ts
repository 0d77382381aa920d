import { afterEach, expect, test } from "bun:test";
import { loadConfig } from "#config/load.ts";
import { MAX_LANES } from "#protocol/lanes.ts";
import { LoopbackRelay } from "../testing/loopback-relay.ts";
import { type TestClientOptions, TestRelay } from "../testing/test-relay.ts";
import type { RelayTransport } from "./relay-client.ts";

const TRANSPORTS = ["udp", "tcp", "tls"] as const satisfies readonly RelayTransport[];
const HOSTS = ["127.0.0.1", "::1"] as const;

/** Every way that one lane of a device asks the relay. */
const WAYS = TRANSPORTS.flatMap((transport) => HOSTS.map((host) => ({ transport, host })));
const EVERY_LANE = Array.from({ length: MAX_LANES }, () => WAYS).flat();

const DEVICES = 2;

let relay: LoopbackRelay | undefined;

afterEach(() => {
  relay?.stop();
  relay = undefined;
});

/** What holds where an operator has set nothing. */
function defaultLimits() {
  const loaded = loadConfig({}, () => "");
  if ("problems" in loaded) throw new Error(loaded.problems.join("\n"));
  const {
    turnUserQuota: userQuota,
    turnTotalQuota: totalQuota,
    turnAnswerQuota: answerQuota,
  } = loaded.config;
  return { userQuota, totalQuota, answerQuota };
}

/** What the relay answers where so many lanes ask for an allocation over each transport. */
function outcomesOf(test: TestRelay, lanes: number, options: TestClientOptions): (string | number)[] {
  return Array.from({ length: lanes }, () => TRANSPORTS)
    .flat()
    .map((transport) => test.client({ transport, ...options }).allocate().outcome);
}

test("[TURN16] two devices behind one address get all allocations of eight lanes at once: UDP, TCP and TLS, IPv4 and IPv6", async () => {
  relay = await LoopbackRelay.open({ hosts: HOSTS, relay: defaultLimits() });
  const asked = Array.from({ length: DEVICES }, () => EVERY_LANE).flat();
  const open = relay;
  const clients = await Promise.all(asked.map((way) => open.client(way)));
  await Promise.all(clients.map((client) => client.allocate()));
  expect(open.relay.counts().allocations).toBe(DEVICES * MAX_LANES * WAYS.length);
  expect(open.drops()).toEqual({});
});

test("[TURN16] a device that has changed its network gets those of eight lanes once more with the same credential", () => {
  const test = new TestRelay(defaultLimits());
  const user = test.user();
  for (const address of ["192.0.2.1", "2001:db8::1", "198.51.100.1", "2001:db8:1::1"]) {
    for (let lane = 0; lane < MAX_LANES; lane++) {
      for (const transport of TRANSPORTS) {
        const client = test.client({ transport, address, port: 50_000 + lane, user });
        expect(client.allocate().outcome).toBe("success");
      }
    }
  }
  expect(test.allocations).toBe(2 * MAX_LANES * WAYS.length);
});

test("[TURN16] where the quota is that of eight lanes, each device gets as many, and the ninth lane nothing", () => {
  const test = new TestRelay({ userQuota: MAX_LANES * TRANSPORTS.length });
  const expiresAt = (device: number) => test.clock.wall() + device * 1_000;
  for (let device = 1; device <= DEVICES; device++) {
    const user = test.user("a-session", { expiresAt: expiresAt(device) });
    expect(outcomesOf(test, MAX_LANES, { user })).toEqual(Array(24).fill("success"));
    expect(outcomesOf(test, 1, { user })).toEqual([486, 486, 486]);
  }
  const third = test.user("a-session", { expiresAt: expiresAt(3) });
  expect(outcomesOf(test, 1, { user: third })).toEqual([486, 486, 486]);
  expect(outcomesOf(test, 1, { user: test.user("another") })).toEqual(Array(3).fill("success"));
});
