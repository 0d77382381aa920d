/**
 * Whether a WebSocket may be opened from there. Browsers name the page that asks, and let any page of the
 * world ask: only our own page may (SIG21). Programs that are not browsers name none.
 *
 * @param publicUrl the address behind a proxy that passes on another host
 */
export function isOwnOrigin(request: Request, publicUrl: string | undefined): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  const from = httpUrl(origin);
  if (from === undefined) return false;
  // A URL's host has a port only where it is not the protocol's own.
  const own = httpUrl(`${from.protocol}//${request.headers.get("host") ?? ""}`);
  return from.host === own?.host || (publicUrl !== undefined && origin === new URL(publicUrl).origin);
}

/** Undefined for what is no address of a page, such as `null`. */
export function httpUrl(text: string): URL | undefined {
  return (/^https?:/.test(text) && URL.parse(text)) || undefined;
}
