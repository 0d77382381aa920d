import { type Pointer, ptr } from "bun:ffi";
import { LINUX, libc } from "./libc.ts";

const SLOTS = 64;
const SLOT_BYTES = 2_048;

/** Of `mmsghdr`, in 64-bit words: its size, the two fields that are filled in, and in 32-bit words the length read. */
const HEADER_WORDS = 8;
const IOV_WORD = 2;
const IOV_COUNT_WORD = 3;
const LENGTH_HALF_WORD = 14;

/** Reads up to 64 datagrams at a time. */
export class ReceiveBlock {
  readonly #bytes = new Uint8Array(SLOTS * SLOT_BYTES);
  readonly #view = new DataView(this.#bytes.buffer);
  readonly #start = ptr(this.#bytes);
  /** An array of `iovec`, one for each slot: address and length. */
  readonly #vectors = new BigUint64Array(2 * SLOTS);
  readonly #headers = new BigUint64Array(HEADER_WORDS * SLOTS);
  readonly #lengths = new Uint32Array(this.#headers.buffer);

  constructor() {
    const vectors = BigInt(ptr(this.#vectors));
    for (let slot = 0; slot < SLOTS; slot += 1) {
      this.#vectors[2 * slot] = BigInt(this.#start + slot * SLOT_BYTES);
      this.#vectors[2 * slot + 1] = BigInt(SLOT_BYTES);
      this.#headers[HEADER_WORDS * slot + IOV_WORD] = vectors + BigInt(16 * slot);
      this.#headers[HEADER_WORDS * slot + IOV_COUNT_WORD] = 1n;
    }
  }

  /** @returns how many datagrams were read, 0 where none is there */
  read(fd: number): number {
    return Math.max(0, libc.recvmmsg(fd, ptr(this.#headers), SLOTS, LINUX.MSG_DONTWAIT, null));
  }

  /** Length of the datagram in a slot. */
  lengthOf(slot: number): number {
    return this.#lengths[2 * HEADER_WORDS * slot + LENGTH_HALF_WORD] ?? 0;
  }

  /** The big-endian number at an offset of the datagram in a slot. */
  u32At(slot: number, offset: number): number {
    return this.#view.getUint32(slot * SLOT_BYTES + offset);
  }

  /** Whether so many bytes from an offset on are those at `expected`. */
  equals(slot: number, offset: number, expected: Pointer, bytes: number): boolean {
    const at = (this.#start + slot * SLOT_BYTES + offset) as Pointer;
    return libc.memcmp(at, expected, bytes) === 0;
  }
}
