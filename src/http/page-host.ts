import { isLoopback } from "#protocol/loopback.ts";
import { bracketed } from "../addresses/bracketed.ts";
import { httpUrl } from "./origin.ts";

/** What can stand in an ICE server's URL; a name from a header may hold more than that. */
const HOST = /^([0-9a-z._-]{1,253}|\[[0-9a-f:.]{2,45}\])$/;

/**
 * The hosts by which the browser that opens this WebSocket may reach the relay. First the one by which it has
 * reached the page: a browser says so in `Origin`, which is checked before (SIG21); other programs name only the
 * host that they connect to, which behind a proxy may be one that nobody else knows.
 *
 * A page that was opened on the server's own machine gets another one too, because Firefox does not look for a
 * relay under a loopback address.
 *
 * @param lanAddresses of this host, the preferred one first
 * @returns as they stand in a URL, IPv6 in brackets; none where no usable host is named
 */
export function pageHosts(
  { headers }: Request,
  publicUrl: string | undefined,
  lanAddresses: () => readonly string[],
): readonly string[] {
  const publicHost = hostIn(publicUrl);
  const host = hostIn(headers.get("origin")) ?? publicHost ?? hostIn(`http://${headers.get("host") ?? ""}`);
  if (host === undefined) return [];
  if (!isLoopback(host)) return [host];
  const isPublic = publicHost !== undefined && !isLoopback(publicHost);
  if (isPublic) return [host, publicHost];
  const [address] = lanAddresses();
  return address === undefined ? [host] : [host, bracketed(address)];
}

function hostIn(url: string | null | undefined): string | undefined {
  const hostname = httpUrl(url ?? "")?.hostname ?? "";
  return HOST.test(hostname) ? hostname : undefined;
}
