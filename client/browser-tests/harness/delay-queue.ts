import { type Pointer, ptr } from "bun:ffi";

/** The largest packet of a device with the usual MTU of 1,500 bytes fits, and a slot is found by its number. */
const SLOT_BYTES = 2_048;

/**
 * Packets that wait until they are due, first in, first out, in memory of a fixed size.
 *
 * For the calls of the C library a packet is a place in memory, so nothing is copied or allocated on its way.
 */
export class DelayQueue {
  readonly #bytes: Uint8Array;
  readonly #start: Pointer;
  readonly #lengths: Uint16Array;
  readonly #dueMs: Float64Array;
  readonly #slots: number;
  #first = 0;
  #count = 0;

  /** @param capacity how many packets may wait; one more has room, which is where the next one is written */
  constructor(capacity: number) {
    this.#slots = capacity + 1;
    this.#bytes = new Uint8Array(this.#slots * SLOT_BYTES);
    this.#start = ptr(this.#bytes);
    this.#lengths = new Uint16Array(this.#slots);
    this.#dueMs = new Float64Array(this.#slots);
  }

  /** Where the next packet is to be written, and how long it may be. */
  get room(): { readonly at: Pointer; readonly bytes: number } {
    return { at: this.#at(this.#next), bytes: SLOT_BYTES };
  }

  /** Takes in what was written to `room`; false where too many are waiting already, and the packet is lost. */
  push(bytes: number, dueMs: number): boolean {
    if (this.#count === this.#slots - 1) return false;
    this.#lengths[this.#next] = bytes;
    this.#dueMs[this.#next] = dueMs;
    this.#count += 1;
    return true;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** The packet that has waited longest, where it is due by now. Stays until `shift`. */
  due(nowMs: number): { readonly at: Pointer; readonly bytes: number } | undefined {
    if (this.isEmpty || (this.#dueMs[this.#first] ?? 0) > nowMs) return undefined;
    return { at: this.#at(this.#first), bytes: this.#lengths[this.#first] ?? 0 };
  }

  /** Forgets the packet that has waited longest. */
  shift(): void {
    this.#first = (this.#first + 1) % this.#slots;
    this.#count -= 1;
  }

  get #next(): number {
    return (this.#first + this.#count) % this.#slots;
  }

  #at(slot: number): Pointer {
    return (this.#start + slot * SLOT_BYTES) as Pointer;
  }
}
