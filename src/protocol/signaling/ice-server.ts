import type { IceServer } from "./messages.ts";

/** The URLs of an ICE server, of which there may be one or a list. */
export function urlsOf({ urls }: IceServer): readonly string[] {
  return typeof urls === "string" ? [urls] : urls;
}

/** Whether this is the URL of a relay (RFC 7065), and not of STUN alone (RFC 7064). */
export function isTurnUrl(url: string): boolean {
  return /^turns?:/.test(url);
}

/** Whether a browser may relay through this server. */
export function isRelay(server: IceServer): boolean {
  return urlsOf(server).some(isTurnUrl);
}
