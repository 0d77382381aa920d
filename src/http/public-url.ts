import { isLoopback } from "#protocol/loopback.ts";
import { bracketed } from "../addresses/bracketed.ts";

/**
 * Where another device opens the page, given how this one did: null where the same address will do, or nothing
 * better is known. A page opened as `localhost` on the server itself would make a QR code that leads nowhere.
 *
 * @param lanAddresses of this host, the preferred one first
 */
export function publicUrlFor(requestUrl: string, lanAddresses: () => readonly string[]): string | null {
  if (!URL.canParse(requestUrl)) return null; // whoever asks has named no real host
  const url = new URL(requestUrl);
  if (!isLoopback(url.hostname)) return null;
  const [address] = lanAddresses();
  if (address === undefined) return null;
  url.hostname = bracketed(address);
  return url.origin.replace(/^ws/, "http");
}
