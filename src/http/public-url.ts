import { isLoopback } from "#protocol/loopback.ts";
import { bracketed } from "../addresses/bracketed.ts";

/**
 * Where another device opens the page, given how this one did: null where the same address will do, or nothing
 * better is known. A page opened as `localhost` on the server itself would make a QR code that leads nowhere, and
 * one that was opened over https a code that leads to a warning, if only some devices trust the certificate.
 *
 * @param lanAddresses of this host, the preferred one first
 * @param plainPort of http, where every device can open that, and not every one https
 */
export function publicUrlFor(
  requestUrl: string,
  lanAddresses: () => readonly string[],
  plainPort?: number | undefined,
): string | null {
  if (!URL.canParse(requestUrl)) return null; // whoever asks has named no real host
  const url = new URL(requestUrl);
  const address = isLoopback(url.hostname) ? lanAddresses()[0] : undefined;
  const host = address === undefined ? url.hostname : bracketed(address);
  if (plainPort !== undefined && /^(https|wss):$/.test(url.protocol)) {
    return new URL(`http://${host}:${plainPort}`).origin;
  }
  if (address === undefined) return null;
  url.hostname = host;
  return url.origin.replace(/^ws/, "http");
}
