/** As much of a UDP socket as sending needs. */
export interface DatagramSocket {
  /** @returns how many were taken, from the first on */
  sendMany(datagrams: readonly (Uint8Array | number | string)[]): number;
  /** @returns false where the system takes no more for now */
  send(bytes: Uint8Array, port: number, address: string): boolean;
}

/** Datagrams that are handed to the system with one call. */
const BATCH = 32;

/** Datagrams that may wait while the system takes none: a few milliseconds of a fast link. */
const MAX_WAITING = 1_024;

/** Bytes, port, address. */
const FIELDS = 3;

/** Collects what is sent within one turn of the event loop: a system call for each datagram costs the most. */
export class DatagramBatch {
  readonly #socket: () => DatagramSocket | undefined;
  readonly #dropped: () => void;
  #waiting: (Uint8Array | number | string)[] = [];
  #isScheduled = false;
  #isBlocked = false;

  /**
   * @param socket undefined while it is being opened
   * @param dropped is called for each datagram that found no room
   */
  constructor(socket: () => DatagramSocket | undefined, dropped: () => void) {
    this.#socket = socket;
    this.#dropped = dropped;
  }

  /** Whether the system takes no more for now. */
  isBlocked(): boolean {
    return this.#isBlocked;
  }

  readonly send = (bytes: Uint8Array, port: number, address: string): void => {
    if (this.#waiting.length >= MAX_WAITING * FIELDS) return this.#dropped();
    // What waits for long is copied: it may be a small part of a large chunk, which would be kept whole.
    this.#waiting.push(this.#isBlocked ? new Uint8Array(bytes) : bytes, port, address);
    if (this.#isBlocked) return;
    if (this.#waiting.length >= BATCH * FIELDS) return this.flush();
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      if (!this.#isBlocked) this.flush();
    });
  };

  /** The system takes datagrams again. */
  readonly drained = (): void => {
    this.#isBlocked = false;
    this.flush();
  };

  flush(): void {
    const datagrams = this.#waiting;
    this.#waiting = [];
    let start = 0;
    while (start < datagrams.length) {
      start += this.#sendFrom(datagrams, start);
      if (start >= datagrams.length) return;
      // It stopped early: at one that it cannot send, at an error that an earlier one brought back, or because
      // the system takes no more. Alone, the one where it stopped tells which.
      if (!this.#sendOne(datagrams, start)) {
        this.#isBlocked = true;
        this.#waiting = datagrams.slice(start);
        return;
      }
      start += FIELDS;
    }
  }

  /** @returns how many fields were sent */
  #sendFrom(datagrams: readonly (Uint8Array | number | string)[], start: number): number {
    try {
      const sent = this.#socket()?.sendMany(start === 0 ? datagrams : datagrams.slice(start)) ?? 0;
      return sent * FIELDS;
    } catch {
      return 0;
    }
  }

  /** @returns false where the system takes no more for now; one that cannot be sent at all is lost */
  #sendOne(datagrams: readonly (Uint8Array | number | string)[], start: number): boolean {
    const [bytes, port, address] = datagrams.slice(start, start + FIELDS) as [Uint8Array, number, string];
    // An ICMP error that waits in the socket is told to whoever calls next, whatever he sends; then it is gone.
    for (let tries = 0; tries < 2; tries++) {
      try {
        return this.#socket()?.send(bytes, port, address) ?? true;
      } catch {
        // told and gone, or this datagram's own
      }
    }
    this.#dropped();
    return true;
  }
}
