export interface StartFacts {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | undefined;
  /** This host's LAN addresses. */
  readonly addresses: readonly string[];
  /** In a container: the address under which the host's network may hide many clients. */
  readonly sharedAddress: string | undefined;
  /** The embedded relay's ports; undefined where it is off. */
  readonly relay: { readonly port: number; readonly tlsPort: number | undefined } | undefined;
}

const ALL_ADDRESSES = new Set(["0.0.0.0", "::"]);

/** What the operator reads at start: every address that another device can open. */
export function startMessage({ port, host, publicUrl, addresses, sharedAddress, relay }: StartFacts): string {
  const hosts = ALL_ADDRESSES.has(host) ? addresses : [host];
  const urls = publicUrl ? [publicUrl] : hosts.map((address) => `http://${bracketed(address)}:${port}`);
  const lines = urls.length > 0 ? urls : [`http://localhost:${port}  (this machine has no LAN address)`];
  return [
    "",
    "  P2P Share is ready. Open it on any device:",
    "",
    ...lines.map((line) => `    ${line}`),
    "",
    ...(relay === undefined ? [] : relayNote(relay)),
    ...(sharedAddress === undefined ? [] : containerNote(sharedAddress)),
    "",
  ].join("\n");
}

function bracketed(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}

/** A port that is not open, or not published, is why relays fail. */
function relayNote({ port, tlsPort }: NonNullable<StartFacts["relay"]>): string[] {
  const tls = tlsPort === undefined ? "" : `, and ${tlsPort} for TLS`;
  return [
    "  Devices that cannot reach each other are relayed by this server:",
    `  keep port ${port} open for UDP and TCP${tls}.`,
    "",
  ];
}

/** Many devices under one address must not be limited as if they were one (SIG18). */
function containerNote(address: string): string[] {
  return [
    `  In a container, devices may all appear as ${address}. Limits for those then count`,
    "  per connection and for all together; /stats tells how many there are (sharedAddressSockets).",
    "",
  ];
}
