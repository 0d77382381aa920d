import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { u32At } from "#protocol/bytes.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { encodeChannelData } from "#protocol/turn/channel-data.ts";
import { cryptoRandom } from "../adapters/crypto-random.ts";
import { TurnClient } from "../self-check/turn-client.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { LoopbackRelay } from "../testing/loopback-relay.ts";
import { SlowTurnSocket } from "../testing/slow-turn-socket.ts";

const STREAMS = ["tcp", "tls"] as const;
type Stream = (typeof STREAMS)[number];

const IDLE_MS = 30_000;
const MAX_STRANGERS_OF_ADDRESS = 256;
const MAX_WAITING_BYTES = 1_048_576;

let clock: FakeClock;
let relay: LoopbackRelay;
let sockets: SlowTurnSocket[];

beforeEach(async () => {
  clock = new FakeClock();
  relay = await LoopbackRelay.open({ clock });
  sockets = [];
});

afterEach(() => {
  for (const socket of sockets) socket.close();
  relay.stop();
  expect(relay.log.lines).toEqual([]);
});

async function connect(transport: Stream = "tcp", from = "127.0.0.1"): Promise<SlowTurnSocket> {
  const socket = await SlowTurnSocket.connect({ transport, from, port: relay.portOf(transport) });
  sockets.push(socket);
  return socket;
}

/** A raw connection to the port for TLS. */
async function connectWithoutHandshake(): Promise<SlowTurnSocket> {
  const socket = await SlowTurnSocket.connect({ transport: "tcp", port: relay.portOf("tls") });
  sockets.push(socket);
  return socket;
}

async function client(transport: Stream = "tcp", name = "a-session"): Promise<TurnClient> {
  return new TurnClient(await connect(transport), relay.user(name), cryptoRandom);
}

/** Waits until something has come true, in turns of the server's event loop. */
async function until(isTrue: () => boolean): Promise<void> {
  const bystander = await relay.client();
  while (!isTrue()) await bystander.binding();
}

const numbered = (number: number, length: number) => {
  const bytes = new Uint8Array(length).fill(number);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
};

describe("messages in a stream", () => {
  test.each(STREAMS)("[TURN39] a %s stream may be cut anywhere", async (transport) => {
    const sender = await (await client(transport)).allocate();
    const receiver = await (await relay.client()).allocate();
    await sender.bind(0x4000, receiver);
    await receiver.bind(0x4001, sender);
    const bystander = await relay.client();
    const data = Buffer.concat([encodeChannelData(0x4000, Uint8Array.of(7, 8, 9)), new Uint8Array(1)]);
    const stream = () => {
      const [one, two] = [sender.plain(METHOD.binding), sender.plain(METHOD.binding)];
      return { ids: [one, two].map(idOf), bytes: Buffer.concat([one, data, two, data]) };
    };
    for (let cut = 1; cut < stream().bytes.length; cut++) {
      const { ids, bytes } = stream();
      await (sender.socket as SlowTurnSocket).written(bytes.subarray(0, cut));
      await bystander.binding(); // the server reads meanwhile
      sender.socket.send(bytes.subarray(cut));
      expect([idOf(await sender.socket.hear()), idOf(await sender.socket.hear())]).toEqual(ids);
      expect([await receiver.hearData(), await receiver.hearData()]).toEqual([
        Buffer.of(7, 8, 9),
        Buffer.of(7, 8, 9),
      ]);
    }
    expect(relay.drops()).toEqual({});
  });

  test.each(STREAMS)("[TURN39] a %s stream may come byte by byte", async (transport) => {
    const one = await client(transport);
    const bystander = await relay.client();
    const request = one.plain(METHOD.binding);
    for (const byte of request) {
      one.socket.send(Uint8Array.of(byte));
      await bystander.binding();
    }
    expect(idOf(await one.socket.hear())).toBe(idOf(request));
  });

  test.each(STREAMS)("[TURN39] several messages may come at once over %s", async (transport) => {
    const one = await client(transport);
    const requests = Array.from({ length: 100 }, () => one.plain(METHOD.binding));
    one.socket.send(Buffer.concat(requests));
    for (const request of requests) expect(idOf(await one.socket.hear())).toBe(idOf(request));
  });

  test.each([
    ["neither STUN nor channel data", Uint8Array.of(0xff)],
    ["HTTP", new TextEncoder().encode("GET / HTTP/1.1\r\n\r\n")],
    ["a header without the cookie", new Uint8Array(20)],
    ["an announced length that is more than a stranger needs", Uint8Array.of(0x40, 0, 0xff, 0xff)],
  ])("[TURN40] %s closes that connection only", async (_, garbage) => {
    const [good, bad] = [await (await client()).allocate(), await connect()];
    bad.send(garbage);
    await bad.closed;
    expect((await good.binding()).class).toBe("success");
    await until(() => relay.sockets.connections === 1);
    expect(relay.drops()).toEqual({ "not-stun": 1 });
  });

  test("[TURN40] garbage in place of a TLS handshake closes that connection only", async () => {
    const good = await client("tls");
    const bad = await connectWithoutHandshake();
    bad.send(new Uint8Array(100).fill(0x41));
    await bad.closed;
    expect((await good.binding()).class).toBe("success");
    await until(() => relay.sockets.connections === 1);
  });
});

describe("connections that come and go", () => {
  test.each(STREAMS)("[TURN41] over %s one without an allocation is closed after 30 s", async (transport) => {
    const [idle, busy] = [await client(transport), await (await client(transport)).allocate()];
    await idle.binding();
    clock.advance(IDLE_MS - 1);
    relay.sweep();
    expect((await idle.binding()).class).toBe("success"); // and heard now
    clock.advance(IDLE_MS);
    relay.sweep();
    await idle.socket.closed;
    expect((await busy.binding()).class).toBe("success");
    expect(relay.sockets.connections).toBe(1);
  });

  test("[TURN41] one that never begins its TLS handshake is closed after 30 s", async () => {
    const silent = await connectWithoutHandshake();
    await until(() => relay.sockets.connections === 1);
    clock.advance(IDLE_MS);
    relay.sweep();
    await silent.closed;
    expect(relay.sockets.connections).toBe(0);
  });

  test.each(STREAMS)(
    "[TURN41] the end of a %s connection is the end of its allocation",
    async (transport) => {
      const [one, two] = [
        await (await client(transport)).allocate(),
        await (await relay.client()).allocate(),
      ];
      await two.bind(0x4001, one);
      expect(relay.relay.counts().allocations).toBe(2);
      one.socket.close();
      await until(() => relay.relay.counts().allocations === 1);
      two.sendData(0x4001, new Uint8Array(4));
      await two.binding();
      expect([relay.drops(), relay.sockets.connections]).toEqual([{ "no-peer": 1 }, 0]);
    },
  );

  test("[TURN41] one address may have 256 connections without an allocation, and no more", async () => {
    const clients: TurnClient[] = [];
    for (let i = 0; i < MAX_STRANGERS_OF_ADDRESS; i++) clients.push(await client("tcp"));
    const [first, second] = clients;
    await (await connect()).closed;
    expect(relay.drops()).toEqual({ "rate-limited": 1 });
    // Others are not hindered, nor is who has an allocation counted, nor who has left.
    const elsewhere = new TurnClient(await connect("tcp", "127.0.0.2"), relay.user(), cryptoRandom);
    expect((await elsewhere.binding()).class).toBe("success");
    await first?.allocate();
    expect((await (await client()).binding()).class).toBe("success");
    second?.socket.close();
    await until(() => relay.sockets.connections === MAX_STRANGERS_OF_ADDRESS + 1);
    expect((await (await client()).binding()).class).toBe("success");
    expect(relay.drops()).toEqual({ "rate-limited": 1 });
  });
});

describe("a client that reads slowly", () => {
  const LENGTH = 8_000;
  const COUNT = 6_000;
  const AT_ONCE = 8;
  /** As much as the system's own buffers may take before the relay has to keep anything. */
  const SYSTEM_BYTES = COUNT * LENGTH * 0.8;

  test.each(STREAMS)(
    "[TURN42] loses messages over %s, but never half a one, and its backlog stays small",
    async (transport) => {
      const slow = await (await client(transport)).allocate();
      const sender = await (await relay.client()).allocate();
      await slow.bind(0x4001, sender);
      await sender.bind(0x4000, slow);
      const [one, two] = await relay.pair({ name: "others" }, { name: "others" });
      const stream = slow.socket as SlowTurnSocket;
      stream.stopReading();
      for (let number = 0; number < COUNT; number++) {
        sender.sendData(0x4000, numbered(number, LENGTH));
        if (number % AT_ONCE !== 0) continue;
        await sender.binding();
        one.sendData(0x4000, numbered(number, 4));
        expect(u32At(await two.hearData(), 0)).toBe(number);
      }
      await sender.binding();
      const { congested = 0 } = relay.drops();
      expect(relay.drops()).toEqual({ congested });
      const kept = (COUNT - congested) * LENGTH;
      expect(congested).toBeGreaterThan(0);
      expect(kept).toBeLessThan(SYSTEM_BYTES + MAX_WAITING_BYTES);

      stream.readAgain();
      let last = -1;
      for (let heard = 0; heard < COUNT - congested; heard++) {
        const data = await slow.hearData();
        const number = u32At(data, 0);
        expect(number).toBeGreaterThan(last);
        expect(data.equals(numbered(number, LENGTH))).toBe(true);
        last = number;
      }
      expect([stream.unheard, stream.unfinished]).toEqual([0, 0]);
      sender.sendData(0x4000, numbered(COUNT, LENGTH));
      expect(u32At(await slow.hearData(), 0)).toBe(COUNT);
    },
  );
});

function idOf(message: Uint8Array): string {
  return message.subarray(8, 20).toHex();
}
