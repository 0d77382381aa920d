import { ptr } from "bun:ffi";
import { LINUX, libc } from "./libc.ts";

const NANOSECONDS = 1_000_000;

/** Sockets that are waited for together. */
export class PollSet {
  /** An array of `pollfd`: fd, then the events that are asked for (16 bits) and those that are there (16). */
  readonly #entries: Int32Array;
  /** A `timespec`: seconds and nanoseconds. */
  readonly #timeout = new BigInt64Array(2);

  constructor(sockets: readonly { readonly fd: number }[]) {
    this.#entries = Int32Array.from(sockets.flatMap(({ fd }) => [fd, LINUX.POLLIN]));
  }

  /** How many sockets have something to read (or an error), after this time at the latest. Holds up the process. */
  wait(timeoutMs: number): number {
    this.#timeout[0] = BigInt(Math.floor(timeoutMs / 1_000));
    this.#timeout[1] = BigInt(Math.floor((timeoutMs % 1_000) * NANOSECONDS));
    return libc.ppoll(ptr(this.#entries), this.#entries.length / 2, ptr(this.#timeout), null);
  }

  /** Whether the last wait found something at the socket with this index. */
  isReady(index: number): boolean {
    return (this.#entries[2 * index + 1] ?? 0) >> 16 !== 0;
  }
}
