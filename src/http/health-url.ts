/** What a probe knows of the settings: as texts, where they are set. */
export interface ProbeEnv {
  readonly HOST?: string | undefined;
  readonly PORT?: string | undefined;
}

/** Addresses that mean all of a machine's, IPv4 among them, with the one of those by which it reaches itself. */
const LOOPBACK_OF: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "127.0.0.1" };

/** Where a server with these settings, on this very machine, tells its health. Empty texts count as not set. */
export function healthUrl({ HOST, PORT }: ProbeEnv): string {
  const host = HOST || "0.0.0.0";
  const address = LOOPBACK_OF[host] ?? host;
  return `http://${address.includes(":") ? `[${address}]` : address}:${PORT || "8080"}/health`;
}
