import type { Instant, Millis } from "#protocol/time.ts";
import type { Allocation } from "./allocation.ts";
import type { ByteBudget } from "./byte-budget.ts";
import type { RelayClient, RelayTransport } from "./relay-client.ts";
import { StreamFraming } from "./stream-framing.ts";

/** As much of a TCP or TLS socket as a client needs. */
export interface StreamSocket {
  /** @returns how many bytes were taken, or a negative number where the socket is gone */
  write(bytes: Uint8Array): number;
  terminate(): void;
}

export interface StreamClientPorts {
  /** For what waits for all clients together. */
  readonly budget: ByteBudget;
  /** The client has an allocation now, or has none any more. */
  readonly changed: (client: StreamClient) => void;
  readonly dropped: () => void;
}

/** A connection without an allocation is closed after this long, whatever comes on it. */
const STRANGER_MS: Millis = 30_000;

/** Bytes that may wait for a client which reads slowly; what comes on top is lost, as on a full line. */
const MAX_WAITING_BYTES = 1_048_576;

/** A whole message: the largest that the length field allows, but for strangers no more than a request needs. */
const MAX_MESSAGE_BYTES = { known: 65_556, stranger: 2_048 } as const;

/** One connection. What is sent within a turn of the event loop leaves with one call. */
export class StreamClient implements RelayClient {
  readonly transport: RelayTransport;
  readonly address: string;
  readonly port: number;
  readonly #socket: StreamSocket;
  readonly #ports: StreamClientPorts;
  readonly #framing = new StreamFraming();
  #allocation: Allocation | undefined;
  /** Since when there is no allocation. */
  #strangerSince: Instant;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #isScheduled = false;
  #isBlocked = false;

  constructor(
    { transport, address, port }: Pick<RelayClient, "transport" | "address" | "port">,
    socket: StreamSocket,
    ports: StreamClientPorts,
    now: Instant,
  ) {
    this.transport = transport;
    this.address = address;
    this.port = port;
    this.#socket = socket;
    this.#ports = ports;
    this.#strangerSince = now;
  }

  get allocation(): Allocation | undefined {
    return this.#allocation;
  }

  set allocation(allocation: Allocation | undefined) {
    this.#allocation = allocation;
    this.#ports.changed(this);
  }

  /** The messages in what arrived. @throws {ProtocolError} where the connection is beyond understanding */
  hear(chunk: Uint8Array): Generator<Uint8Array> {
    return this.#framing.take(chunk, MAX_MESSAGE_BYTES[this.#allocation ? "known" : "stranger"]);
  }

  /** To be asked once a second. @returns whether nothing is to be expected from it */
  isOverdue(now: Instant): boolean {
    if (this.#allocation) this.#strangerSince = now;
    return now - this.#strangerSince >= STRANGER_MS;
  }

  send(bytes: Uint8Array): void {
    const padding = -bytes.length & 3;
    const length = bytes.length + padding;
    const hasRoom = this.#waitingBytes + length <= MAX_WAITING_BYTES && this.#ports.budget.take(length);
    if (!hasRoom) return this.#ports.dropped();
    // What waits for long is copied: it may be a small part of a large chunk, which would be kept whole.
    this.#waiting.push(this.#isBlocked ? new Uint8Array(bytes) : bytes);
    if (padding > 0) this.#waiting.push(new Uint8Array(padding));
    this.#waitingBytes += length;
    if (this.#isBlocked || this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      if (!this.#isBlocked) this.#flush();
    });
  }

  /** The system takes bytes again. */
  drained(): void {
    this.#isBlocked = false;
    this.#flush();
  }

  close(): void {
    this.#socket.terminate();
  }

  /** The connection is gone, and what waited for it. */
  ended(): void {
    this.#isBlocked = true;
    this.#keep(new Uint8Array());
  }

  #flush(): void {
    if (this.#waitingBytes === 0) return;
    const bytes = Buffer.concat(this.#waiting, this.#waitingBytes);
    const taken = this.#socket.write(bytes);
    this.#keep(taken < 0 ? new Uint8Array() : bytes.subarray(taken));
    this.#isBlocked = this.#waitingBytes > 0;
  }

  /** Of what waited, only this still does. */
  #keep(rest: Uint8Array): void {
    this.#ports.budget.giveBack(this.#waitingBytes - rest.length);
    this.#waiting = rest.length > 0 ? [rest] : [];
    this.#waitingBytes = rest.length;
  }
}
