import { describe, expect, test } from "bun:test";
import type { ServerWebSocket } from "bun";
import { CLOSE } from "#protocol/signaling/close-codes.ts";
import { settled, TestSignaling } from "../testing/test-signaling.ts";
import { type Client, clientOf } from "./client.ts";
import { SHARED_FACTOR } from "./limits.ts";
import { SignalingSockets, type SocketData } from "./socket.ts";

const KEPT_BYTES = 262_144;
const LIMITS = { maxClientSockets: 2, maxSockets: 5 };
const alone = (number: number) => clientOf(`192.168.1.${number}`, false, number);
const shared = (number: number) => clientOf("172.17.0.1", true, number);

/** Bun's end of a socket, which reads or does not read as the test says. */
class FakeSocket {
  readonly data: SocketData;
  bufferedBytes = 0;
  closedWith: number | "terminated" | undefined;
  readonly #sockets: SignalingSockets;

  constructor(sockets: SignalingSockets, client: Client) {
    this.#sockets = sockets;
    const seen = { address: "192.168.1.20", isAddressShared: false };
    this.data = { options: { client, ...seen, publicUrl: null, hosts: [] }, isAudited: true };
    sockets.handlers().open?.(this.asBun);
  }

  get asBun(): ServerWebSocket<SocketData> {
    return this as unknown as ServerWebSocket<SocketData>;
  }

  /** As Bun has it: -1 where the frame has to wait. */
  send(text: string): number {
    if (this.bufferedBytes === 0) return text.length;
    this.bufferedBytes += text.length;
    return -1;
  }

  getBufferedAmount(): number {
    return this.bufferedBytes;
  }

  close(code: number): void {
    this.#end(code, code);
  }

  terminate(): void {
    this.#end("terminated", 1006);
  }

  async say(message: unknown): Promise<void> {
    await this.#sockets.handlers().message?.(this.asBun, JSON.stringify(message));
    await settled();
  }

  #end(how: number | "terminated", code: number): void {
    if (this.closedWith !== undefined) return;
    this.closedWith = how;
    void this.#sockets.handlers().close?.(this.asBun, code, "");
  }
}

function makeSockets(limits = LIMITS) {
  const { ports, log, clock } = new TestSignaling();
  return { sockets: new SignalingSockets(limits, ports, log), log, clock };
}

describe("a socket whose browser does not read", () => {
  test("[SIG20] stays while 256 KiB wait for it, and is dropped at the first byte more", async () => {
    const { sockets } = makeSockets();
    const socket = new FakeSocket(sockets, alone(1));
    socket.bufferedBytes = KEPT_BYTES - JSON.stringify({ type: "pong" }).length;
    await socket.say({ type: "ping" });
    expect([socket.bufferedBytes, socket.closedWith]).toEqual([KEPT_BYTES, undefined]);
    await socket.say({ type: "ping" });
    expect(socket.closedWith).toBe("terminated"); // a close frame would wait behind the rest
    expect(sockets.counts()).toMatchObject({ sockets: 0, slowSockets: 1 });
  });

  test("[SIG20] is dropped once, however much is said to it meanwhile", async () => {
    const { sockets, log } = makeSockets();
    const socket = new FakeSocket(sockets, alone(1));
    socket.bufferedBytes = KEPT_BYTES + 1;
    for (let i = 0; i < 5; i++) await socket.say({ type: "ping" });
    expect(sockets.counts()).toMatchObject({ slowSockets: 1 });
    expect(log.lines.filter(({ event }) => event === "socket-slow")).toHaveLength(1);
  });
});

describe("room", () => {
  test("[SIG16] is for so many sockets of one client, and there is some again when one closes", () => {
    const { sockets } = makeSockets();
    const first = new FakeSocket(sockets, alone(1));
    expect(sockets.hasRoom(alone(1))).toBe(true);
    new FakeSocket(sockets, alone(1));
    expect([sockets.hasRoom(alone(1)), sockets.hasRoom(alone(2))]).toEqual([false, true]);
    first.close(1000);
    expect(sockets.hasRoom(alone(1))).toBe(true);
  });

  test("[SIG16] is for so many of all together", () => {
    const { sockets } = makeSockets();
    const open = [1, 2, 3, 4, 5].map((number) => new FakeSocket(sockets, alone(number)));
    expect(sockets.hasRoom(alone(6))).toBe(false);
    open[0]?.terminate();
    expect(sockets.hasRoom(alone(6))).toBe(true);
  });

  test("[SIG18] behind a shared address is for twenty times as many", () => {
    const { sockets } = makeSockets({ maxClientSockets: 2, maxSockets: 1_000 });
    for (let i = 0; i < 2 * SHARED_FACTOR; i++) {
      expect(sockets.hasRoom(shared(i))).toBe(true);
      new FakeSocket(sockets, shared(i));
    }
    expect([sockets.hasRoom(shared(99)), sockets.hasRoom(alone(1))]).toEqual([false, true]);
    expect(sockets.counts()).toMatchObject({ sockets: 40, sharedAddressSockets: 40 });
  });
});

test("[SIG10] a silent socket is closed with its reason and counted", () => {
  const { sockets, clock } = makeSockets();
  const [silent, loud] = [new FakeSocket(sockets, alone(1)), new FakeSocket(sockets, alone(2))];
  clock.advance(89_999);
  void loud.say({ type: "ping" });
  sockets.sweep();
  expect(silent.closedWith).toBeUndefined();
  clock.advance(1);
  sockets.sweep();
  expect([silent.closedWith, loud.closedWith]).toEqual([CLOSE.silent, undefined]);
  expect(sockets.counts()).toMatchObject({ sockets: 1, silentSockets: 1 });
});

test("[SIG19] every socket is told that the server stops", () => {
  const { sockets } = makeSockets();
  const open = [1, 2, 3].map((number) => new FakeSocket(sockets, alone(number)));
  sockets.closeAll();
  expect(open.map(({ closedWith }) => closedWith)).toEqual(Array(3).fill(CLOSE.stopping));
  expect(sockets.counts()).toMatchObject({ sockets: 0 });
});
