import type { Millis } from "#protocol/time.ts";

/** RFC 8656 §3.2: ten minutes where the client asks for no more; §7.2: at most, recommended, an hour. */
const DEFAULT_SECONDS = 600;
const MAX_SECONDS = 3_600;

/** RFC 8656 §9 and §12: how long a permission and a channel binding live without a refresh. */
export const PERMISSION_MS: Millis = 300_000;
export const CHANNEL_MS: Millis = 600_000;

/**
 * How long an allocation lives from now on.
 *
 * @param requested LIFETIME in seconds, or undefined where the client sent none
 * @returns seconds
 * @see RFC 8656 §7.2: a value below the default is raised to it
 */
export function grantedLifetime(requested: number | undefined): number {
  return Math.max(DEFAULT_SECONDS, Math.min(requested ?? 0, MAX_SECONDS));
}
