import type { SecurePage } from "../screens/SecureLine.tsx";
import { askInstance, type Instance } from "./instance.ts";

/** Asks the server, if this page came over plain http. @returns undefined where there is nothing to gain */
export async function findSecurePage(): Promise<SecurePage | undefined> {
  if (isSecureContext) return undefined;
  try {
    return securePageOf(await askInstance(), location.hostname);
  } catch {
    return undefined; // the server is away: the page has other worries
  }
}

/** @param hostname by which this page was opened */
export function securePageOf(
  { httpsPort, httpsUrl, localCa }: Omit<Instance, "discovery">,
  hostname: string,
): SecurePage | undefined {
  const own = httpsPort === null ? null : new URL(`https://${hostname}:${httpsPort}/`).href;
  const url = httpsUrl ?? own;
  return url === null ? undefined : { url, trustUrl: localCa ? "/ca" : undefined };
}
