import type { SocketAddress } from "#protocol/stun/socket-address.ts";
import { RUN } from "../ports/send-run.ts";
import type { DatagramBatch } from "./datagram-batch.ts";

/** Datagrams of all clients after which none waits any longer, whatever else there is to do. */
const MAX_WAITING = 256;

/** Runs to one client in a row that the system may refuse before it is no longer asked. */
const MAX_REFUSALS = 8;

/** Where datagrams go, and those that wait for the end of this turn of the event loop. */
export interface RunTarget {
  readonly address: string;
  readonly port: number;
  /** The same as bytes; undefined where only the text tells it all, as with a link-local address. */
  readonly socketAddress: SocketAddress | undefined;
  readonly waiting: Uint8Array[];
  /** Some ways to a client take no runs: over one whose packets are smaller, or without checksums. */
  refusals: number;
}

export interface DatagramRunsPorts {
  /** Undefined where the system has no runs. */
  readonly sendRun: ((to: SocketAddress, datagrams: readonly Uint8Array[]) => boolean) | undefined;
  /** For all that is no run, and all that the system refuses as one. */
  readonly batch: Pick<DatagramBatch, "send" | "flush" | "isBlocked">;
  /** A turn of the event loop has ended, in which so many were sent. */
  readonly turnEnded: (datagrams: number) => void;
}

/**
 * Collects what is sent within one turn of the event loop, by client: of a file on its way, many datagrams of
 * one length for one client. Their order to one client is kept.
 */
export class DatagramRuns {
  readonly #ports: DatagramRunsPorts;
  #targets: RunTarget[] = [];
  #count = 0;
  #isScheduled = false;

  constructor(ports: DatagramRunsPorts) {
    this.#ports = ports;
  }

  send(bytes: Uint8Array, target: RunTarget): void {
    if (target.waiting.length === 0) this.#targets.push(target);
    target.waiting.push(bytes);
    this.#count++;
    if (this.#count >= MAX_WAITING) return this.flush();
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      const datagrams = this.#count;
      this.flush();
      this.#ports.turnEnded(datagrams);
    });
  }

  flush(): void {
    const targets = this.#targets;
    this.#targets = [];
    this.#count = 0;
    for (const target of targets) this.#sendAll(target, target.waiting.splice(0));
    if (!this.#ports.batch.isBlocked()) this.#ports.batch.flush();
  }

  #sendAll(target: RunTarget, datagrams: readonly Uint8Array[]): void {
    const { batch } = this.#ports;
    let hasBatched = false;
    for (let start = 0; start < datagrams.length; ) {
      const end = endOfRun(datagrams, start);
      const run = end - start === datagrams.length ? datagrams : datagrams.slice(start, end);
      start = end;
      // A run must not overtake what was sent before it.
      if (hasBatched && run.length > 1 && !batch.isBlocked()) batch.flush();
      if (this.#sendRun(target, run)) continue;
      for (const datagram of run) batch.send(datagram, target.port, target.address);
      hasBatched = true;
    }
  }

  /** @returns false where it has to go datagram by datagram */
  #sendRun(target: RunTarget, run: readonly Uint8Array[]): boolean {
    const { sendRun, batch } = this.#ports;
    const { socketAddress, refusals } = target;
    if (run.length < 2 || batch.isBlocked() || refusals >= MAX_REFUSALS) return false;
    if (!sendRun || !socketAddress) return false;
    const isSent = sendRun(socketAddress, run);
    target.refusals = isSent ? 0 : refusals + 1;
    return isSent;
  }
}

/** Behind the last datagram that can go into one run with the one at `start`. */
function endOfRun(datagrams: readonly Uint8Array[], start: number): number {
  const length = datagrams[start]?.length ?? 0;
  let bytes = length;
  let end = start + 1;
  for (; end < datagrams.length && end - start < RUN.maxDatagrams; end++) {
    const next = datagrams[end]?.length ?? 0;
    if (next > length || next === 0 || bytes + next > RUN.maxBytes) return end;
    bytes += next;
    if (next < length) return end + 1; // a shorter one can only be the last
  }
  return end;
}
