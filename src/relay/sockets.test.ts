import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { xorMappedAddress } from "#protocol/stun/attributes/xor-address.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { readAttribute } from "#protocol/stun/message.ts";
import { encodeChannelData } from "#protocol/turn/channel-data.ts";
import { cryptoHash } from "../adapters/crypto-hash.ts";
import { cryptoRandom } from "../adapters/crypto-random.ts";
import { openSendRun } from "../adapters/send-run.ts";
import { steerPort } from "../adapters/steer-port.ts";
import { TurnSocket } from "../self-check/sockets.ts";
import type { TurnClient } from "../self-check/turn-client.ts";
import { makePair } from "../testing/certificates.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { type ClientOptions, LoopbackRelay, REALM, SECRET } from "../testing/loopback-relay.ts";
import { MemoryLog } from "../testing/memory-log.ts";
import { serialOf, TlsConnection } from "../testing/tls-connection.ts";
import { LOCALHOST } from "../testing/vectors/certificate.ts";
import { Relay } from "./relay.ts";
import type { RelayTransport } from "./relay-client.ts";
import { RelaySockets, type RelaySocketsOptions } from "./sockets.ts";

const TRANSPORTS = ["udp", "tcp", "tls"] as const satisfies readonly RelayTransport[];
const HOSTS = ["127.0.0.1", "::1"] as const;
const EVERY_WAY = TRANSPORTS.flatMap((transport) => HOSTS.map((host) => ({ transport, host })));
const PAIRS = TRANSPORTS.flatMap((one) => TRANSPORTS.map((two) => [one, two] as const));

const clock = new FakeClock();
let relay: LoopbackRelay;

beforeEach(async () => {
  relay = await LoopbackRelay.open({ hosts: HOSTS, clock });
});

afterEach(() => {
  relay.stop();
  expect(relay.log.lines).toEqual([]);
});

/** Waits until something has come true, in turns of the server's event loop. */
async function until(isTrue: () => boolean): Promise<void> {
  const bystander = await relay.client();
  while (!isTrue()) await bystander.binding();
}

/** Sockets around a relay that nobody uses. */
async function openSockets(
  options: RelaySocketsOptions,
  log = new MemoryLog(),
  enlargeReceiveBuffer = (_: number, bytes: number) => bytes,
): Promise<RelaySockets> {
  const settings = { realm: REALM, secret: SECRET, peers: "all", userQuota: 1, totalQuota: 1 } as const;
  const none = { maxBandwidth: undefined, totalBandwidth: undefined, answerQuota: undefined };
  const ports = { clock, log, random: cryptoRandom, hash: cryptoHash };
  const core = new Relay({ ...settings, ...none }, ports);
  return RelaySockets.open(options, {
    relay: core,
    clock,
    log,
    enlargeReceiveBuffer,
    sendRun: undefined,
    rest: () => undefined,
    steerPort,
  });
}

const bytes = (length: number, first = 0) => Uint8Array.from({ length }, (_, index) => first + index);

describe("the ways in", () => {
  test.each(EVERY_WAY)("[TURN35] a client learns its own address over %o", async (options) => {
    const client = await relay.client(options);
    const mapped = readAttribute(await client.binding(), xorMappedAddress);
    expect(mapped?.port).toBe(client.socket.localPort);
    expect(mapped?.ip.length).toBe(options.host === "::1" ? 16 : 4);
    expect(mapped?.ip.at(-1)).toBe(1);
  });

  test("[TURN35] port 0 takes one number for UDP and TCP on every address, and another for TLS", () => {
    const { port, tlsPort } = relay.sockets;
    expect([port > 0, tlsPort !== undefined && tlsPort > 0, tlsPort !== port]).toEqual([true, true, true]);
  });

  test("[TLS3] a renewed certificate is for new connections; those that are open keep their allocations", async () => {
    const [one, two] = await relay.pair({ transport: "tls" }, { transport: "tls", host: "::1" });
    const pair = makePair();
    relay.sockets.renew(pair);
    const between = new TlsConnection(relay.sockets.tlsPort ?? 0);
    expect(await between.opened).toBe(serialOf(pair));
    clock.advance(10_000);
    const three = await relay.client({ transport: "tls" });
    expect((await three.binding()).method).toBe(METHOD.binding);
    one.socket.send(encodeChannelData(0x4000, bytes(8)));
    expect((await two.socket.hear()).length).toBe(12);
    between.end();
  });

  test("[TURN35] without TLS there is no port for it", async () => {
    const sockets = await openSockets({ hosts: ["127.0.0.1"], port: 0, tls: undefined });
    expect(sockets.tlsPort).toBeUndefined();
    sockets.stop();
  });

  test.each(PAIRS)("[TURN36] data of every length mod 4 goes from %s to %s and back", async (one, two) => {
    const [first, second] = await relay.pair({ transport: one }, { transport: two, host: "::1" });
    for (const length of [0, 1, 2, 3, 4, 1_197, 1_200]) {
      first.sendData(0x4000, bytes(length), one === "udp" ? 0 : -length & 3);
      const there = await second.hearFrame();
      // On a stream padded to four bytes (RFC 8656 §12.5), in a datagram exactly as long as it says.
      expect(there.length).toBe(two === "udp" ? 4 + length : (4 + length + 3) & ~3);
      second.sendData(0x4001, there.subarray(4, 4 + length), two === "udp" ? 0 : -length & 3);
      expect(await first.hearData()).toEqual(Buffer.from(bytes(length)));
    }
    expect(relay.drops()).toEqual({});
  });
});

describe("listening and stopping", () => {
  test("[TURN37] after a stop the ports are free and no connection is left", async () => {
    const { port, tlsPort = 0 } = relay.sockets;
    const clients = await Promise.all(EVERY_WAY.map((options) => relay.client(options)));
    for (const client of clients) await client.allocate();
    expect(relay.sockets.connections).toBe(4);
    relay.sockets.stop();
    await Promise.all(clients.slice(2).map(({ socket }) => socket.closed));
    expect(relay.sockets.connections).toBe(0);
    expect(relay.relay.counts().allocations).toBe(2);
    const again = await openSockets({ hosts: HOSTS, port, tls: { port: tlsPort, pair: LOCALHOST } });
    expect([again.port, again.tlsPort]).toEqual([port, tlsPort]);
    again.stop();
  });

  test.each([
    ["UDP and TCP", () => ({ port: relay.sockets.port, tls: undefined })],
    ["TLS", () => ({ port: 0, tls: { port: relay.sockets.tlsPort ?? 0, pair: LOCALHOST } })],
  ])("[TURN37] where the port for %s is taken, nothing is listened on", async (_, options) => {
    const hosts = ["127.0.0.2", "127.0.0.1"];
    await expect(openSockets({ hosts, ...options() })).rejects.toMatchObject({
      name: "SocketError",
      cause: { code: "EADDRINUSE" },
    });
    const { port } = options();
    if (port === 0) return;
    const freed = await openSockets({ hosts: ["127.0.0.2"], port, tls: undefined });
    freed.stop();
  });

  test("[TURN37] how many datagrams the system keeps for a socket can be told", async () => {
    const options = { hosts: HOSTS, port: 0, tls: undefined };
    const sockets = await openSockets(options, new MemoryLog(), () => 212_992);
    sockets.stop();
    expect(sockets.buffer).toEqual({ bytes: 212_992, wanted: 4_194_304 });
  });
});

describe.each([
  ["in runs", openSendRun()],
  ["one by one", undefined],
])("datagrams that leave %s", (_, sendRun) => {
  let relay: LoopbackRelay;

  beforeEach(async () => {
    relay = await LoopbackRelay.open({ hosts: HOSTS, clock, sendRun });
  });

  afterEach(() => {
    relay.stop();
    expect(relay.log.lines).toEqual([]);
  });

  test.each(HOSTS)("[TURN38] arrive at %s as they were, in their order", async (host) => {
    const [stream, datagram] = await relay.pair({ transport: "tcp" }, { host });
    const [, other] = await relay.pair({ name: "others", transport: "tcp" }, { name: "others", host });
    // No more at once than the receiving end's buffer holds.
    const bursts = [
      [...Array(20).fill(1_000), 4, 4, 0, 0, 300, 1_000, 1_200, 1_200, 1_200, 9, ...Array(20).fill(700)],
      [...Array(90).fill(10), 3],
    ];
    for (let round = 0; round < 10; round++) {
      const lengths: readonly number[] = bursts[round % 2] ?? [];
      const frames = lengths.map((length, index) => {
        const frame = encodeChannelData(0x4000, new Uint8Array(length).fill(index));
        return Buffer.concat([frame, new Uint8Array(-length & 3)]);
      });
      stream.socket.send(Buffer.concat(frames));
      for (const [index, length] of lengths.entries()) {
        expect((await datagram.hearData()).equals(new Uint8Array(length).fill(index))).toBe(true);
      }
    }
    expect([datagram.socket.unheard, other.socket.unheard, relay.drops()]).toEqual([0, 0, {}]);
  });

  test("[TURN38] a client that is gone without a word disturbs no other", async () => {
    const [gone, talker] = await relay.pair({}, { transport: "tcp" });
    const [one, two] = await relay.pair({ name: "others" }, { name: "others" });
    gone.socket.close();
    for (let i = 0; i < 300; i++) {
      // Each of these brings an ICMP error, which the system tells to whoever sends next.
      const frame = encodeChannelData(0x4001, bytes(8));
      talker.socket.send(Buffer.concat([frame, frame, frame]));
      one.sendData(0x4000, bytes(8, i));
      expect(await two.hearData()).toEqual(Buffer.from(bytes(8, i)));
    }
    expect((await talker.binding()).class).toBe("success");
  });

  test("[TURN38] what is too large for a datagram is lost alone", async () => {
    const [stream, datagram] = await relay.pair({ transport: "tcp" });
    const [one, two] = await relay.pair({ name: "others" }, { name: "others" });
    for (let i = 0; i < 5; i++) {
      stream.sendData(0x4000, bytes(65_535), 1);
      stream.sendData(0x4000, bytes(4, i));
      one.sendData(0x4000, bytes(4, i));
      expect(await datagram.hearData()).toEqual(Buffer.from(bytes(4, i)));
      expect(await two.hearData()).toEqual(Buffer.from(bytes(4, i)));
    }
    expect(relay.drops()).toEqual({ congested: 5 });
  });
});

describe("what goes wrong with a message", () => {
  test.each([
    ["tcp", "127.0.0.1", 65_535, 1],
    ["udp", "::1", 65_523, 0],
  ] as const)(
    "[TURN38] what is too large for an indication is lost alone, over %s from %s",
    async (transport, host, length, padding) => {
      const client = await (await relay.client({ transport, host })).allocate();
      const peer = await (await relay.client({ transport: "tcp" })).allocate();
      await client.bind(0x4000, peer);
      await peer.permit(client);
      client.sendData(0x4000, bytes(length), padding);
      client.sendData(0x4000, bytes(4));
      expect((await peer.socket.hear()).length).toBeLessThan(100);
      expect([client.socket.isClosed, relay.drops()]).toEqual([false, { malformed: 1 }]);
    },
  );

  test("[TURN38] a fault in the relay's own code is told to the log, and the socket goes on", async () => {
    const client = await relay.client();
    const fault = new Error("ours");
    const receive = relay.relay.receive;
    relay.relay.receive = () => {
      throw fault;
    };
    client.socket.send(client.plain(METHOD.binding));
    await waitForLine();
    relay.relay.receive = receive;
    expect((await client.binding()).class).toBe("success");
    expect(relay.log.lines.splice(0).map(({ event }) => event)).toEqual(["relay-fault"]);
  });

  async function waitForLine(): Promise<void> {
    while (relay.log.lines.length === 0) await new Promise((resolve) => setImmediate(resolve));
  }
});

test("[TURN37] nothing is left of clients that came and went", async () => {
  for (let round = 0; round < 20; round++) {
    const options: ClientOptions[] = [...EVERY_WAY, ...EVERY_WAY];
    const clients = await Promise.all(options.map((each) => relay.client(each)));
    await Promise.all(clients.map((client) => (round % 2 ? client.allocate() : client.binding())));
    const leave = ({ socket }: TurnClient, index: number) => {
      if (options[index]?.transport !== "udp") return socket.close();
    };
    if (round % 2) {
      const udp = clients.filter((_, index) => options[index]?.transport === "udp");
      await Promise.all(udp.map((client) => client.refresh(0)));
    }
    clients.forEach(leave);
  }
  await until(() => relay.sockets.connections === 0);
  expect(relay.relay.counts().allocations).toBe(0);
});

test("[TURN36] what a stream says is not told to a datagram client of the same address and port", async () => {
  const tcp = await TurnSocket.open({ transport: "tcp", port: relay.portOf("tcp") });
  tcp.send(encodeChannelData(0x4000, bytes(8)));
  await until(() => relay.drops()["no-allocation"] === 1);
  expect(tcp.unheard).toBe(0);
  tcp.close();
});
