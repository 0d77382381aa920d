import { ptr } from "bun:ffi";
import { putU32 } from "#protocol/bytes.ts";
import { checked, type DatagramSocket } from "./datagram-socket.ts";
import { libc } from "./libc.ts";

/** What one UDP datagram may hold, and what the kernel takes at once to cut it. */
const MOST_BYTES = 65_507;

/** Copies of one datagram that go out together and differ in their sequence numbers only. */
export class Burst {
  /** How many fit. */
  readonly size: number;
  readonly #socket: DatagramSocket;
  readonly #bytes: Uint8Array;
  readonly #datagramBytes: number;
  readonly #sequenceAt: number;
  #count = 0;

  /** @param sequenceAt where the sequence number stands, 32 bits */
  constructor(socket: DatagramSocket, datagram: Uint8Array, sequenceAt: number) {
    this.size = Math.floor(MOST_BYTES / datagram.length);
    this.#socket = socket;
    this.#bytes = new Uint8Array(this.size * datagram.length);
    for (let copy = 0; copy < this.size; copy += 1) this.#bytes.set(datagram, copy * datagram.length);
    this.#datagramBytes = datagram.length;
    this.#sequenceAt = sequenceAt;
    socket.cutSendsInto(datagram.length);
  }

  add(sequence: number): void {
    putU32(this.#bytes, this.#count * this.#datagramBytes + this.#sequenceAt, sequence);
    this.#count += 1;
  }

  /** Sends what was added, in one call. */
  send(): void {
    const bytes = this.#count * this.#datagramBytes;
    this.#count = 0;
    checked("send", Number(libc.send(this.#socket.fd, ptr(this.#bytes), bytes, 0)));
  }
}
