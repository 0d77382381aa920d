import { isLoopback } from "./loopback.ts";
import { httpUrl } from "./origin.ts";

/** What can stand in an ICE server's URL; a name from a header may hold more than that. */
const HOST = /^([0-9a-z._-]{1,253}|\[[0-9a-f:.]{2,45}\])$/;

/**
 * The host by which the browser that opens this WebSocket has reached the page: then it reaches the relay by it
 * too. A browser says so in `Origin`, which is checked before (SIG21); other programs name only the host that
 * they connect to, which behind a proxy may be one that nobody else knows.
 *
 * Browsers leave loopback addresses out of their search for a path, so that for those another address of this
 * server has to do.
 *
 * @param lanAddresses of this host, the preferred one first
 * @returns as it stands in a URL, IPv6 in brackets; undefined where no usable host is named
 */
export function pageHost(
  { headers }: Request,
  publicUrl: string | undefined,
  lanAddresses: () => readonly string[],
): string | undefined {
  const publicHost = hostIn(publicUrl);
  const host = hostIn(headers.get("origin")) ?? publicHost ?? hostIn(`http://${headers.get("host") ?? ""}`);
  if (host === undefined || !isLoopback(host)) return host;
  const isPublic = publicHost !== undefined && !isLoopback(publicHost);
  return isPublic ? publicHost : (lanAddresses()[0] ?? host);
}

function hostIn(url: string | null | undefined): string | undefined {
  const hostname = httpUrl(url ?? "")?.hostname ?? "";
  return HOST.test(hostname) ? hostname : undefined;
}
