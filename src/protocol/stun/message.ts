import { ByteReader, putU16, putU32 } from "../bytes.ts";
import { ProtocolError } from "../errors.ts";
import { ATTRIBUTE, type Attribute, type AttributeCodec } from "./attribute.ts";
import {
  COOKIE_OFFSET,
  classOf,
  HEADER_BYTES,
  isStun,
  MAGIC_COOKIE,
  type MessageClass,
  messageType,
  methodOf,
  TRANSACTION_ID_OFFSET,
} from "./header.ts";

/** A STUN message and the bytes it came in, which its integrity is computed over. */
export interface StunMessage {
  readonly method: number;
  readonly class: MessageClass;
  readonly bytes: Uint8Array;
  readonly attributes: readonly PlacedAttribute[];
}

export interface PlacedAttribute extends Attribute {
  /** Where its type and length stand in the message. */
  readonly offset: number;
}

/** What may follow MESSAGE-INTEGRITY; all else behind it is ignored (RFC 8489 §14.5). */
const BEHIND_INTEGRITY: ReadonlySet<number> = new Set([
  ATTRIBUTE.messageIntegritySha256,
  ATTRIBUTE.fingerprint,
]);

const ATTRIBUTE_HEADER_BYTES = 4;

/** What the header's length can tell, in whole attributes. */
const MAX_ATTRIBUTES_BYTES = 0xfffc;

/**
 * Header and attributes; no value is looked at yet.
 *
 * @throws {ProtocolError} where it is no STUN message, or an attribute reaches over its end
 */
export function decodeMessage(bytes: Uint8Array): StunMessage {
  if (!isStun(bytes)) throw new ProtocolError("bad-value", "stun/header", "not a STUN message");
  const reader = new ByteReader(bytes, "stun/attributes");
  const type = reader.u16();
  reader.bytes(HEADER_BYTES - 2);
  const attributes: PlacedAttribute[] = [];
  let isSigned = false;
  while (reader.left > 0) {
    const offset = bytes.length - reader.left;
    const attributeType = reader.u16();
    const length = reader.u16();
    const value = reader.bytes(length);
    reader.bytes(paddingOf(length));
    if (attributeType === ATTRIBUTE.fingerprint && reader.left > 0) {
      throw new ProtocolError("trailing-bytes", "stun/fingerprint", "must be the last attribute");
    }
    if (isSigned && !BEHIND_INTEGRITY.has(attributeType)) continue;
    isSigned ||=
      attributeType === ATTRIBUTE.messageIntegrity || attributeType === ATTRIBUTE.messageIntegritySha256;
    attributes.push({ type: attributeType, value, offset });
  }
  return { method: methodOf(type), class: classOf(type), bytes, attributes };
}

/** @returns 96 bits that are the same in a request and its answer */
export function transactionIdOf({ bytes }: StunMessage): Uint8Array {
  return bytes.subarray(TRANSACTION_ID_OFFSET, HEADER_BYTES);
}

/** Magic cookie and transaction id: what addresses are XORed with (RFC 8489 §14.2). */
export function padOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(COOKIE_OFFSET, HEADER_BYTES);
}

/** The first attribute of a type: further ones are ignored (RFC 8489 §14). */
export function findAttribute({ attributes }: StunMessage, type: number): PlacedAttribute | undefined {
  return attributes.find((attribute) => attribute.type === type);
}

/** The decoded value, or undefined where there is none. @throws {ProtocolError} where it is malformed */
export function readAttribute<T>(message: StunMessage, codec: AttributeCodec<T>): T | undefined {
  const attribute = findAttribute(message, codec.type);
  return attribute && codec.decode(attribute.value, padOf(message.bytes));
}

/** The decoded values of all attributes of a kind. @throws {ProtocolError} where one is malformed */
export function readAttributes<T>(message: StunMessage, codec: AttributeCodec<T>): T[] {
  return message.attributes
    .filter(({ type }) => type === codec.type)
    .map(({ value }) => codec.decode(value, padOf(message.bytes)));
}

/** Puts a message together, attribute by attribute. */
export class MessageWriter {
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(128);
  #length = HEADER_BYTES;

  /** @param transactionId 12 bytes */
  constructor(method: number, messageClass: MessageClass, transactionId: Uint8Array) {
    putU16(this.#bytes, 0, messageType(method, messageClass));
    putU32(this.#bytes, COOKIE_OFFSET, MAGIC_COOKIE);
    this.#bytes.set(transactionId, TRANSACTION_ID_OFFSET);
  }

  /** @throws {ProtocolError} `too-large`, as `addBytes` does */
  add<T>({ type, encode }: AttributeCodec<T>, value: T): this {
    return this.addBytes(type, encode(value, padOf(this.#bytes)));
  }

  /**
   * An attribute whose value is ready; padded with zeros to a multiple of four.
   *
   * @throws {ProtocolError} `too-large` where it does not fit: data of the largest ChannelData messages does not
   */
  addBytes(type: number, value: Uint8Array): this {
    const start = this.#length;
    const end = start + ATTRIBUTE_HEADER_BYTES + value.length + paddingOf(value.length);
    if (end - HEADER_BYTES > MAX_ATTRIBUTES_BYTES) {
      throw new ProtocolError("too-large", "stun/attributes", `more than ${MAX_ATTRIBUTES_BYTES} bytes`);
    }
    this.#grow(end);
    putU16(this.#bytes, start, type);
    putU16(this.#bytes, start + 2, value.length);
    this.#bytes.set(value, start + ATTRIBUTE_HEADER_BYTES);
    putU16(this.#bytes, 2, this.#length - HEADER_BYTES);
    return this;
  }

  /** The message so far, its header's length included. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(length: number): void {
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(length, this.#bytes.length * 2));
      larger.set(this.bytes);
      this.#bytes = larger;
    }
    this.#length = length;
  }
}

function paddingOf(length: number): number {
  return -length & 3;
}
