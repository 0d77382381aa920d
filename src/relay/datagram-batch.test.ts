import { expect, test } from "bun:test";
import { DatagramBatch } from "./datagram-batch.ts";

/** A socket that takes so many datagrams, and fails as it is told. */
class FakeSocket {
  /** What left, by first byte. */
  readonly sent: number[] = [];
  readonly calls: string[] = [];
  /** How many more the system takes. */
  room = Number.POSITIVE_INFINITY;
  /** Datagrams that cannot be sent at all. */
  readonly bad = new Set<number>();
  /** Calls that fail first, for what an earlier one did. */
  errors = 0;

  sendMany(datagrams: readonly (Uint8Array | number | string)[]): number {
    this.calls.push(`sendMany ${datagrams.length / 3}`);
    this.#fail();
    let count = 0;
    for (let at = 0; at < datagrams.length; at += 3) {
      const [first = 0] = datagrams[at] as Uint8Array;
      if (this.bad.has(first) || this.room <= 0) break;
      this.#take(first);
      count++;
    }
    return count;
  }

  send([first = 0]: Uint8Array): boolean {
    this.calls.push("send");
    this.#fail();
    if (this.bad.has(first)) throw new Error("EMSGSIZE");
    if (this.room <= 0) return false;
    this.#take(first);
    return true;
  }

  #fail(): void {
    if (this.errors > 0) {
      this.errors--;
      throw new Error("ECONNREFUSED");
    }
  }

  #take(first: number): void {
    this.room--;
    this.sent.push(first);
  }
}

function batch() {
  const socket = new FakeSocket();
  const lost = { count: 0 };
  const made = new DatagramBatch(
    () => socket,
    () => void lost.count++,
  );
  const send = (...numbers: readonly number[]) => {
    for (const number of numbers) made.send(Uint8Array.of(number), 1_000, "192.0.2.1");
  };
  return { socket, lost, batch: made, send };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

test("[TURN21] datagrams of one turn of the event loop leave with one call", async () => {
  const { socket, send } = batch();
  send(...upTo(5));
  expect(socket.calls).toEqual([]);
  await turn();
  expect([socket.calls, socket.sent]).toEqual([["sendMany 5"], upTo(5)]);
  send(7);
  await turn();
  expect(socket.calls).toEqual(["sendMany 5", "sendMany 1"]);
});

test("[TURN21] 32 leave at once", async () => {
  const { socket, send } = batch();
  send(...upTo(70));
  expect(socket.calls).toEqual(["sendMany 32", "sendMany 32"]);
  await turn();
  expect([socket.calls.at(-1), socket.sent]).toEqual(["sendMany 6", upTo(70)]);
});

test("[TURN21] one that cannot be sent is lost alone, wherever it stands", async () => {
  for (const bad of [[0], [3], [9], [0, 1, 2], [4, 6, 9]]) {
    const { socket, lost, send } = batch();
    for (const number of bad) socket.bad.add(number);
    send(...upTo(10));
    await turn();
    expect(socket.sent).toEqual(upTo(10).filter((number) => !bad.includes(number)));
    expect(lost.count).toBe(bad.length);
  }
});

test("[TURN21] an error that an earlier datagram brought back costs none of the others", async () => {
  for (const errors of [1, 2]) {
    const { socket, lost, send } = batch();
    socket.errors = errors;
    send(...upTo(10));
    await turn();
    expect([socket.sent, lost.count, socket.errors]).toEqual([upTo(10), 0, 0]);
  }
});

test("[TURN21] while the system takes none, 1,024 wait in their order, and what comes on top is lost", async () => {
  const { socket, lost, batch: made, send } = batch();
  socket.room = 3;
  send(...upTo(10));
  await turn();
  const calls = socket.calls.length;
  expect(socket.sent).toEqual([0, 1, 2]);
  for (let i = 10; i < 1_040; i++) send(i & 0xff);
  await turn();
  expect([socket.calls.length, lost.count]).toEqual([calls, 1_040 - 3 - 1_024]);
  socket.room = 100;
  made.drained();
  expect(socket.sent.length).toBe(103);
  socket.room = Number.POSITIVE_INFINITY;
  made.drained();
  expect(socket.sent).toEqual(upTo(3 + 1_024).map((number) => number & 0xff));
  send(1);
  await turn();
  expect(socket.sent.length).toBe(1_028);
});

test("[TURN21] what is blocked before its turn waits for the system, not for the turn", async () => {
  const { socket, batch: made, send } = batch();
  send(1);
  socket.room = 0;
  send(...upTo(31));
  expect(socket.sent).toEqual([]);
  socket.room = 100;
  await turn();
  expect(socket.sent).toEqual([]);
  made.drained();
  expect(socket.sent).toEqual([1, ...upTo(31)]);
});
