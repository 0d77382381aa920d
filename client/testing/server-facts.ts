import type { ServerFacts } from "#protocol/diagnostics/server-facts.ts";

/** What a server tells of itself, opened as `http://nas.local:8080`. */
export function serverFacts(differing: Partial<ServerFacts> = {}): ServerFacts {
  return {
    version: "1.2.3",
    address: { ip: "192.168.1.20", kind: "own" },
    host: "nas.local:8080",
    inContainer: false,
    publicUrl: null,
    https: null,
    relay: { port: 3_478, tlsPort: null, host: null },
    mdnsName: null,
    limits: {
      countedBy: "address",
      sockets: 1_000,
      connections: { count: 600, periodMs: 60_000 },
      creates: { count: 300, periodMs: 60_000 },
      joins: { count: 300, periodMs: 60_000 },
      misses: { count: 10, periodMs: 600_000 },
      messages: null,
      joinDelayMs: 0,
    },
    ...differing,
  };
}
