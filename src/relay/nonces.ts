import { areEqual } from "#protocol/bytes.ts";
import type { Hash } from "#protocol/hash.ts";
import type { Instant, Millis } from "#protocol/time.ts";
import type { RelayClient } from "./relay-client.ts";

/** RFC 8656 §5 wants a nonce to expire at least once an hour. */
const NONCE_LIFE_MS: Millis = 600_000;

const TIME_BYTES = 3;
const TIME_RANGE = 2 ** (8 * TIME_BYTES);
/** Enough against guessing what alone is worth nothing: a nonce is no password. */
const MAC_BYTES = 6;

const encoder = new TextEncoder();

/**
 * Nonces that the server need not remember: the second in which one was made, and a MAC over that and the
 * client's address (RFC 8489 §9.2.4 leaves their form to the server). Twelve characters, so that a challenge
 * stays small.
 */
export class Nonces {
  readonly #hash: Hash;
  readonly #key: Uint8Array;

  /** @param key random bytes that live as long as this process */
  constructor(key: Uint8Array, hash: Hash) {
    this.#key = key;
    this.#hash = hash;
  }

  make(client: RelayClient, now: Instant): string {
    return this.#nonce(client, secondOf(now));
  }

  /** Whether it was made for this client, and not too long ago. */
  isFresh(nonce: string, client: RelayClient, now: Instant): boolean {
    const bytes = encoder.encode(nonce);
    const second = secondIn(nonce);
    if (second === undefined || !areEqual(bytes, encoder.encode(this.#nonce(client, second)))) return false;
    const ageSeconds = (secondOf(now) - second + TIME_RANGE) % TIME_RANGE;
    return ageSeconds * 1_000 < NONCE_LIFE_MS;
  }

  #nonce({ transport, address, port }: RelayClient, second: number): string {
    const bytes = new Uint8Array(TIME_BYTES + MAC_BYTES);
    bytes.set([second >>> 16, second >>> 8, second]);
    const mac = this.#hash.hmacSha1(this.#key, encoder.encode(`${second} ${transport} ${address} ${port}`));
    bytes.set(mac.subarray(0, MAC_BYTES), TIME_BYTES);
    return bytes.toBase64();
  }
}

function secondOf(now: Instant): number {
  return Math.floor(now / 1_000) % TIME_RANGE;
}

function secondIn(nonce: string): number | undefined {
  if (!/^[A-Za-z0-9+/]{12}$/.test(nonce)) return undefined;
  const [high = 0, middle = 0, low = 0] = Uint8Array.fromBase64(nonce);
  return (high << 16) | (middle << 8) | low;
}
