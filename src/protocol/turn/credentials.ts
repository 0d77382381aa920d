import type { Hash } from "../hash.ts";
import type { Instant } from "../time.ts";

/** What USERNAME holds at most (RFC 8489 §14.3). */
const MAX_USERNAME_LENGTH = 513;

/** Seconds since 1970, and a name; tools of coturn leave the name away. As many digits as fit into an `Instant`. */
const USERNAME = /^(\d{1,12})(?::(.+))?$/s;

/**
 * Credentials that expire and that nobody has to keep: whoever has the secret can tell from a user name alone
 * what its password is. Read so by coturn with `use-auth-secret` (draft-uberti-behave-turn-rest-00 §2.2).
 *
 * @returns the password in base64
 */
export function turnPassword(hash: Hash, secret: string, username: string): string {
  const encoder = new TextEncoder();
  return hash.hmacSha1(encoder.encode(secret), encoder.encode(username)).toBase64();
}

/** @param name who the credentials are for: those of one name may reach each other through the relay */
export function turnUsername(expiresAt: Instant, name: string): string {
  return `${Math.floor(expiresAt / 1_000)}:${name}`;
}

/** Undefined for what no server has given out. The group is text from outside: no key for a plain object. */
export function parseTurnUsername(
  username: string,
): { readonly expiresAt: Instant; readonly group: string } | undefined {
  if (username.length > MAX_USERNAME_LENGTH) return undefined;
  const [, seconds, name] = USERNAME.exec(username) ?? [];
  if (seconds === undefined) return undefined;
  return { expiresAt: Number(seconds) * 1_000, group: name ?? seconds };
}
