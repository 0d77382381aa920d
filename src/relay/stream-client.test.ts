import { describe, expect, test } from "bun:test";
import { ProtocolError } from "#protocol/errors.ts";
import { encodeChannelData } from "#protocol/turn/channel-data.ts";
import type { Allocation } from "./allocation.ts";
import { StreamClient } from "./stream-client.ts";
import { StreamClients } from "./stream-clients.ts";

/** Only whether there is one matters here. */
const ALLOCATION = {} as Allocation;
const STRANGER_MS = 30_000;
const MAX_WAITING = 1_048_576;

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

class FakeSocket {
  /** How many more bytes the system takes; -1 where the socket is gone. */
  room = Number.POSITIVE_INFINITY;
  readonly writes: Uint8Array[] = [];
  isClosed = false;

  write(bytes: Uint8Array): number {
    if (this.room < 0) return -1;
    const taken = Math.min(bytes.length, this.room);
    this.room -= taken;
    this.writes.push(bytes.slice(0, taken));
    return taken;
  }

  terminate(): void {
    this.isClosed = true;
  }

  get text(): string {
    return Buffer.concat(this.writes).toString();
  }
}

function stream(address = "192.0.2.1", clients = new StreamClients(), now = 0) {
  const socket = new FakeSocket();
  const lost = { count: 0 };
  const ports = {
    budget: clients.budget,
    changed: (changed: StreamClient) => clients.changed(changed),
    dropped: () => void lost.count++,
  };
  const client = new StreamClient({ transport: "tcp", address, port: 1_000 }, socket, ports, now);
  return { client, socket, lost, isAdmitted: clients.add(client) };
}

describe("what a stream client is sent", () => {
  test("[TURN20] leaves with one write per turn of the event loop, padded to four bytes", async () => {
    const { client, socket } = stream();
    for (const data of ["", "a", "bc", "def", "ghij"])
      client.send(encodeChannelData(0x4000, Buffer.from(data)));
    expect(socket.writes).toEqual([]);
    await turn();
    expect(socket.writes.map((bytes) => Buffer.from(bytes).toString("hex"))).toEqual([
      "40000000 4000000161000000 4000000262630000 4000000364656600 400000046768696a".replaceAll(" ", ""),
    ]);
  });

  test("[TURN20] waits where the system takes only a part, and goes on from there", async () => {
    const { client, socket } = stream();
    socket.room = 6;
    client.send(Buffer.from("abcdefgh"));
    await turn();
    client.send(Buffer.from("ijkl"));
    await turn();
    expect([socket.text, socket.writes.length]).toEqual(["abcdef", 1]);
    socket.room = 3;
    client.drained();
    expect(socket.text).toBe("abcdefghi");
    socket.room = 100;
    client.drained();
    client.drained();
    expect(socket.text).toBe("abcdefghijkl");
    client.send(Buffer.from("mnop"));
    await turn();
    expect(socket.text).toBe("abcdefghijklmnop");
  });

  test("[TURN20] does not hold on to the chunk that it came in while it waits", async () => {
    const { client, socket } = stream();
    socket.room = 0;
    client.send(Buffer.from("first"));
    await turn();
    const chunk = Buffer.from("--second--");
    client.send(chunk.subarray(2, 8));
    chunk.fill("x");
    socket.room = 100;
    client.drained();
    expect(socket.text).toBe("first\0\0\0second\0\0");
  });

  test("[TURN20] is lost message by message where 1 MiB waits already", async () => {
    const { client, socket, lost } = stream();
    socket.room = 0;
    const message = new Uint8Array(1_021);
    for (let i = 0; i < 1_030; i++) client.send(message);
    await turn();
    expect(lost.count).toBe(1_030 - MAX_WAITING / 1_024);
    socket.room = MAX_WAITING;
    client.drained();
    expect(Buffer.concat(socket.writes).length).toBe(MAX_WAITING);
    client.send(message);
    expect(lost.count).toBe(6);
  });

  test("[TURN20] goes nowhere where the socket is gone, and does not pile up", async () => {
    const { client, socket, lost } = stream();
    socket.room = -1;
    for (let i = 0; i < 5; i++) {
      client.send(new Uint8Array(MAX_WAITING));
      await turn();
    }
    expect([socket.writes, lost.count]).toEqual([[], 0]);
  });
});

describe("what a stream client says", () => {
  const long = () => encodeChannelData(0x4000, new Uint8Array(2_048));
  const hear = (client: StreamClient, bytes: Uint8Array) => [...client.hear(bytes)].length;

  test("[TURN19] may be 2,048 bytes long without an allocation, and any length with one", () => {
    const [stranger, known] = [stream().client, stream().client];
    known.allocation = ALLOCATION;
    expect(hear(stranger, long().subarray(0, 0))).toBe(0);
    expect(() => hear(stranger, long())).toThrow(ProtocolError);
    expect(hear(known, long())).toBe(1);
    expect(
      hear(known, Buffer.concat([encodeChannelData(0x4000, new Uint8Array(65_535)), Buffer.alloc(1)])),
    ).toBe(1);
  });
});

describe("a connection", () => {
  test("[TURN20] that has no allocation for 30 seconds is closed, whatever it says", () => {
    const clients = new StreamClients();
    const [silent, talking, known] = [
      stream("10.0.0.1", clients),
      stream("10.0.0.2", clients),
      stream("10.0.0.3", clients),
    ];
    known.client.allocation = ALLOCATION;
    for (const _ of talking.client.hear(new Uint8Array(0)));
    clients.sweep(STRANGER_MS - 1);
    expect([silent, talking, known].map(({ socket }) => socket.isClosed)).toEqual([false, false, false]);
    clients.sweep(STRANGER_MS);
    expect([silent, talking, known].map(({ socket }) => socket.isClosed)).toEqual([true, true, false]);
    known.client.allocation = undefined;
    clients.sweep(2 * STRANGER_MS - 1);
    expect(known.socket.isClosed).toBe(false);
    clients.sweep(2 * STRANGER_MS);
    expect(known.socket.isClosed).toBe(true);
  });

  test("[TURN20] shares 64 MiB with all others for what waits, and gives back what it does not need", async () => {
    const clients = new StreamClients();
    const all = clients.budget.leftBytes;
    expect(all).toBe(64 * 1_048_576);
    const slow = Array.from({ length: 65 }, (_, index) => stream(`10.0.0.${index}`, clients));
    for (const { client, socket } of slow) {
      socket.room = 0;
      client.send(new Uint8Array(MAX_WAITING));
    }
    await turn();
    expect(slow.map(({ lost }) => lost.count)).toEqual([...Array<number>(64).fill(0), 1]);
    expect(clients.budget.leftBytes).toBe(0);
    const [first, second] = slow;
    if (first) first.socket.room = MAX_WAITING;
    first?.client.drained();
    if (second) clients.delete(second.client);
    expect(clients.budget.leftBytes).toBe(2 * MAX_WAITING);
    second?.client.drained();
    for (const { client } of slow) clients.delete(client);
    expect(clients.budget.leftBytes).toBe(all);
  });

  test("[TURN20] is one of at most 256 of its address that have no allocation", () => {
    const clients = new StreamClients();
    const made = Array.from({ length: 256 }, () => stream("10.0.0.1", clients));
    expect(made.every(({ isAdmitted }) => isAdmitted)).toBe(true);
    expect([stream("10.0.0.1", clients).isAdmitted, stream("10.0.0.2", clients).isAdmitted]).toEqual([
      false,
      true,
    ]);
    const [first, second] = made;
    if (first) first.client.allocation = ALLOCATION;
    expect([stream("10.0.0.1", clients).isAdmitted, stream("10.0.0.1", clients).isAdmitted]).toEqual([
      true,
      false,
    ]);
    if (second) clients.delete(second.client);
    if (second) clients.delete(second.client);
    expect([stream("10.0.0.1", clients).isAdmitted, stream("10.0.0.1", clients).isAdmitted]).toEqual([
      true,
      false,
    ]);
    if (first) first.client.allocation = undefined;
    expect(clients.size).toBe(258);
  });

  test("[TURN20] counts for its /64 with IPv6", () => {
    const clients = new StreamClients();
    const made = Array.from({ length: 257 }, (_, index) => stream(`2001:db8::${index}`, clients));
    expect(made.map(({ isAdmitted }) => isAdmitted).lastIndexOf(true)).toBe(255);
    expect(stream("2001:db8:0:1::1", clients).isAdmitted).toBe(true);
  });

  test("[TURN20] is one of at most 2,048 of all addresses that have no allocation", () => {
    const clients = new StreamClients();
    const made = Array.from({ length: 2_048 }, (_, index) => stream(`10.0.0.${index % 100}`, clients));
    expect(made.every(({ isAdmitted }) => isAdmitted)).toBe(true);
    expect(stream("10.0.1.1", clients).isAdmitted).toBe(false);
    for (const { client } of made) client.allocation = ALLOCATION;
    const more = Array.from({ length: 2_048 }, (_, index) => stream(`10.0.0.${index % 100}`, clients));
    expect(more.every(({ isAdmitted }) => isAdmitted)).toBe(true);
    expect([stream("10.0.1.1", clients).isAdmitted, clients.size]).toEqual([false, 4_096]);
    clients.closeAll();
    expect([...made, ...more].every(({ socket }) => socket.isClosed)).toBe(true);
  });

  test("[TURN20] that was not admitted is not counted when it ends, or gets an allocation", () => {
    const clients = new StreamClients();
    for (let i = 0; i < 256; i++) stream("10.0.0.1", clients);
    const { client } = stream("10.0.0.1", clients);
    client.allocation = ALLOCATION;
    clients.delete(client);
    expect([stream("10.0.0.1", clients).isAdmitted, clients.size]).toEqual([false, 256]);
  });
});
