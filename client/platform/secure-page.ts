import type { SecurePage } from "../screens/SecureLine.tsx";

/** What `GET /instance` tells of it. */
interface Instance {
  /** Of https; null where the server has none. */
  readonly httpsPort: number | null;
  /** The address that the operator has set, if it is one of https. */
  readonly httpsUrl: string | null;
  readonly localCa: boolean;
}

/** Asks the server, if this page came over plain http. @returns undefined where there is nothing to gain */
export async function findSecurePage(): Promise<SecurePage | undefined> {
  if (isSecureContext) return undefined;
  try {
    const response = await fetch("/instance");
    return response.ok ? securePageOf((await response.json()) as Instance, location.hostname) : undefined;
  } catch {
    return undefined; // the server is away: the page has other worries
  }
}

/** @param hostname by which this page was opened */
export function securePageOf(
  { httpsPort, httpsUrl, localCa }: Instance,
  hostname: string,
): SecurePage | undefined {
  const own = httpsPort === null ? null : new URL(`https://${hostname}:${httpsPort}/`).href;
  const url = httpsUrl ?? own;
  return url === null ? undefined : { url, trustUrl: localCa ? "/ca" : undefined };
}
