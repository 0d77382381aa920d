/** What `GET /instance` tells of the server that this page came from (TLS12). */
export interface Instance {
  /** Of https; null where the server has none. */
  readonly httpsPort: number | null;
  /** The address that the operator has set, if it is one of https. */
  readonly httpsUrl: string | null;
  readonly localCa: boolean;
  /** Which open pages see each other by name. */
  readonly discovery: "off" | "network" | "all";
}

let known: Promise<Instance> | undefined;

/** Asks the server once; where it cannot be asked, the next call tries again. @throws where it is away */
export function askInstance(): Promise<Instance> {
  known ??= ask().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function ask(): Promise<Instance> {
  const response = await fetch("/instance");
  if (!response.ok) throw new Error(`/instance answered ${response.status}`);
  return (await response.json()) as Instance;
}
