/** One attribute as it stands in a message. */
export interface Attribute {
  readonly type: number;
  /** Without padding. */
  readonly value: Uint8Array;
}

/** One kind of attribute: its number and its value, in both directions. */
export interface AttributeCodec<T> {
  readonly type: number;
  /** @param pad magic cookie and transaction id, for values that are XORed */
  encode(value: T, pad: Uint8Array): Uint8Array;
  /** @throws {ProtocolError} where the value is not of this kind */
  decode(bytes: Uint8Array, pad: Uint8Array): T;
}

/** Numbers of all attributes that this relay reads or writes (RFC 8489 §18.3, RFC 8656 §18). */
export const ATTRIBUTE = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  unknownAttributes: 0x000a,
  channelNumber: 0x000c,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedAddressFamily: 0x0017,
  evenPort: 0x0018,
  requestedTransport: 0x0019,
  dontFragment: 0x001a,
  messageIntegritySha256: 0x001c,
  xorMappedAddress: 0x0020,
  reservationToken: 0x0022,
  additionalAddressFamily: 0x8000,
  addressErrorCode: 0x8001,
  fingerprint: 0x8028,
} as const;

/** Below 0x8000: whoever does not know it must not act on the message (RFC 8489 §14). */
export function isComprehensionRequired(type: number): boolean {
  return type < 0x8000;
}
