import { ptr } from "bun:ffi";
import { LINUX, libc } from "./libc.ts";
import { PollSet } from "./poll-set.ts";

/** Room for about 1,800 datagrams; the kernel cuts it to net.core.rmem_max. */
const RECEIVE_BUFFER_BYTES = 4_194_304;

const MOST_ANSWER_BYTES = 2_048;

/** One client's UDP socket, connected to a port of this machine. */
export class DatagramSocket {
  readonly fd: number;
  readonly #poll: PollSet;

  constructor(port: number) {
    this.fd = checked("socket", libc.socket(LINUX.AF_INET, LINUX.SOCK_DGRAM, 0));
    this.#option(LINUX.SOL_SOCKET, LINUX.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
    const address = loopback(port);
    checked("connect", libc.connect(this.fd, ptr(address), address.length));
    this.#poll = new PollSet([this]);
  }

  /** Sends one datagram. */
  send(bytes: Uint8Array): void {
    checked("send", Number(libc.send(this.fd, ptr(bytes), bytes.length, 0)));
  }

  /** The next datagram, or undefined where none comes in time. Holds up the whole process. */
  receive(timeoutMs: number): Uint8Array | undefined {
    if (this.#poll.wait(timeoutMs) === 0) return undefined;
    const bytes = new Uint8Array(MOST_ANSWER_BYTES);
    const length = checked("recv", Number(libc.recv(this.fd, ptr(bytes), bytes.length, 0)));
    return bytes.subarray(0, length);
  }

  /** From now on whatever is sent at once is cut into datagrams of this size by the kernel; see udp(7). */
  cutSendsInto(bytes: number): void {
    this.#option(LINUX.SOL_UDP, LINUX.UDP_SEGMENT, bytes);
  }

  #option(level: number, name: number, value: number): void {
    const bytes = Int32Array.of(value);
    checked("setsockopt", libc.setsockopt(this.fd, level, name, ptr(bytes), bytes.byteLength));
  }
}

/** The result of a call. @throws where it says that the call failed */
export function checked(call: string, result: number): number {
  if (result < 0) throw new Error(`${call} failed`);
  return result;
}

/** A `sockaddr_in`: family in the machine's order (little-endian wherever Bun runs), port, 127.0.0.1. */
function loopback(port: number): Uint8Array {
  return Uint8Array.of(LINUX.AF_INET, 0, port >> 8, port & 0xff, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
}
