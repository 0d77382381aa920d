import { ProtocolError } from "./errors.ts";

/** Reads big-endian values one after the other and knows where it is: no caller builds an error by hand. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #at: string;
  #offset = 0;

  /** @param at names what is read in errors: `stun/xor-address` */
  constructor(bytes: Uint8Array, at: string) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** How many bytes are left. */
  get left(): number {
    return this.#bytes.length - this.#offset;
  }

  /** @throws {ProtocolError} `truncated` */
  u8(): number {
    const [value = 0] = this.bytes(1);
    return value;
  }

  /** @throws {ProtocolError} `truncated` */
  u16(): number {
    return u16At(this.bytes(2), 0);
  }

  /** @throws {ProtocolError} `truncated` */
  u32(): number {
    return u32At(this.bytes(4), 0);
  }

  /** A view of the next bytes. @throws {ProtocolError} `truncated` */
  bytes(length: number): Uint8Array {
    if (this.left < length)
      throw new ProtocolError("truncated", this.#at, `${length - this.left} bytes short`);
    this.#offset += length;
    return this.#bytes.subarray(this.#offset - length, this.#offset);
  }

  /** A view of all that is left. */
  rest(): Uint8Array {
    return this.bytes(this.left);
  }

  /** @throws {ProtocolError} `trailing-bytes` where anything is left */
  end(): void {
    if (this.left > 0) throw new ProtocolError("trailing-bytes", this.#at, `${this.left} bytes too many`);
  }

  /** A peer's value makes no sense. */
  refuse(what: string): ProtocolError {
    return new ProtocolError("bad-value", `${this.#at}/${what}`, "expected another value");
  }
}

/** The unsigned 16-bit number at `offset`; what lies outside counts as 0. */
export function u16At(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
}

/** The unsigned 32-bit number at `offset`; what lies outside counts as 0. */
export function u32At(bytes: Uint8Array, offset: number): number {
  return u16At(bytes, offset) * 0x1_0000 + u16At(bytes, offset + 2);
}

/** Writes the low 16 bits of `value`. */
export function putU16(bytes: Uint8Array, offset: number, value: number): void {
  bytes[offset] = value >>> 8;
  bytes[offset + 1] = value;
}

/** Writes the low 32 bits of `value`. */
export function putU32(bytes: Uint8Array, offset: number, value: number): void {
  putU16(bytes, offset, value >>> 16);
  putU16(bytes, offset + 2, value);
}

/** Both of the same length, in a time that tells nothing about where they differ. */
export function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (const [index, value] of a.entries()) difference |= value ^ (b[index] ?? 0);
  return difference === 0;
}

/** `bytes` combined with the beginning of `pad`, which is at least as long. */
export function xor(bytes: Uint8Array, pad: Uint8Array): Uint8Array {
  return bytes.map((value, index) => value ^ (pad[index] ?? 0));
}
