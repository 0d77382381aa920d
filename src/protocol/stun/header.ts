import { u16At, u32At } from "../bytes.ts";

/** In every message since RFC 5389: tells STUN from all else on the same port (RFC 8489 §5). */
export const MAGIC_COOKIE = 0x2112_a442;

/** Type (16 bits), length of what follows the header (16), magic cookie (32), transaction id (96). */
export const HEADER_BYTES = 20;

/** Where the transaction id begins; with the cookie before it, it is the pad of every XOR address. */
export const COOKIE_OFFSET = 4;
export const TRANSACTION_ID_OFFSET = 8;

export type MessageClass = "request" | "indication" | "success" | "error";

/** RFC 8489 §18.2, RFC 8656 §17. */
export const METHOD = {
  binding: 0x001,
  allocate: 0x003,
  refresh: 0x004,
  send: 0x006,
  data: 0x007,
  createPermission: 0x008,
  channelBind: 0x009,
} as const;

const CLASSES: readonly MessageClass[] = ["request", "indication", "success", "error"];

/** The class bits C1 and C0 stand between the method's bits, at 8 and 4 (RFC 8489 §5, figure 3). */
export function messageType(method: number, messageClass: MessageClass): number {
  const bits = CLASSES.indexOf(messageClass);
  const spread = (method & 0x000f) | ((method & 0x0070) << 1) | ((method & 0x0f80) << 2);
  return spread | ((bits & 1) << 4) | ((bits & 2) << 7);
}

/** @returns 12 bits */
export function methodOf(type: number): number {
  return (type & 0x000f) | ((type & 0x00e0) >> 1) | ((type & 0x3e00) >> 2);
}

export function classOf(type: number): MessageClass {
  const bits = ((type & 0x0010) >> 4) | ((type & 0x0100) >> 7);
  return CLASSES[bits] ?? "request";
}

/**
 * Whether this is one whole STUN message, as far as its header tells (RFC 8489 §6.3). Cheap, and throws
 * nothing: floods of other bytes end here.
 */
export function isStun(bytes: Uint8Array): boolean {
  return (
    bytes.length >= HEADER_BYTES &&
    ((bytes[0] ?? 0xff) & 0xc0) === 0 &&
    u16At(bytes, 2) === bytes.length - HEADER_BYTES &&
    bytes.length % 4 === 0 &&
    u32At(bytes, COOKIE_OFFSET) === MAGIC_COOKIE
  );
}
