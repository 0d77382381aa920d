import { putU16, u16At } from "../bytes.ts";

/** Channel number (16 bits) and length of the data (16) stand before it (RFC 8656 §12.4). */
export const CHANNEL_HEADER_BYTES = 4;

/**
 * Numbers that may be bound. RFC 8656 §12 ends them at 0x4FFF, but clients of RFC 5766 (coturn's tools among
 * them) draw from the whole range that begins with the bits 01, and nothing else here begins so.
 */
export const CHANNEL = { first: 0x4000, last: 0x7fff } as const;

export function isChannel(number: number): boolean {
  return number >= CHANNEL.first && number <= CHANNEL.last;
}

/** Whether the first byte is one that ChannelData begins with; STUN begins with two zero bits. */
export function startsChannelData(firstByte: number): boolean {
  return firstByte >> 6 === 1;
}

/** Undefined where the message is shorter than it says. Padding may follow (§12.5). @returns length of the data */
export function channelDataLength(bytes: Uint8Array): number | undefined {
  const length = u16At(bytes, 2);
  return bytes.length >= CHANNEL_HEADER_BYTES + length ? length : undefined;
}

/** A message around a copy of the data, without padding. */
export function encodeChannelData(channel: number, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(CHANNEL_HEADER_BYTES + data.length);
  putU16(bytes, 0, channel);
  putU16(bytes, 2, data.length);
  bytes.set(data, CHANNEL_HEADER_BYTES);
  return bytes;
}
