/**
 * Whether a WebSocket may be opened from there. Browsers name the page that asks, and let any page of the
 * world ask: only our own page may (SIG21). Programs that are not browsers name none.
 *
 * @param publicUrl the address behind a proxy that passes on another host
 */
export function isOwnOrigin(request: Request, publicUrl: string | undefined): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  const from = hostOf(origin);
  if (from === undefined) return false;
  const { protocol } = new URL(origin);
  const host = request.headers.get("host");
  return (
    (host !== null && from === hostOf(`${protocol}//${host}`)) ||
    (publicUrl !== undefined && origin === new URL(publicUrl).origin)
  );
}

/** Name and port, the port only where it is not the protocol's own. Undefined for no address, as `null`. */
function hostOf(url: string): string | undefined {
  return URL.canParse(url) && /^https?:/.test(url) ? new URL(url).host : undefined;
}
