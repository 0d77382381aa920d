import type { PageUrls } from "./page-urls.ts";
import type { AuthorityCertificate } from "./ports/certificate-maker.ts";

export interface StartFacts {
  readonly urls: PageUrls;
  /** The QR code of `urls.qr` as lines of text; undefined where it cannot be shown. */
  readonly qr: string | undefined;
  /** What devices are to trust; undefined where the server has no authority of its own. */
  readonly authority: Pick<AuthorityCertificate, "name" | "fingerprint"> | undefined;
  /** In a container: the address under which the host's network may hide many clients. */
  readonly sharedAddress: string | undefined;
  /** The embedded relay's ports; undefined where it is off. */
  readonly relay: { readonly port: number; readonly tlsPort: number | undefined } | undefined;
}

/** What the operator reads at start: every address that another device can open, and what may be in the way. */
export function startMessage(facts: StartFacts): string {
  const { urls, qr, authority, sharedAddress, relay } = facts;
  return [
    "",
    ...addressLines(urls),
    "",
    ...(qr === undefined ? [] : [qr, ""]),
    ...(authority === undefined ? [] : authorityNote(authority, urls)),
    ...(relay === undefined ? [] : relayNote(relay)),
    ...(sharedAddress === undefined ? [] : sharedAddressNote(sharedAddress)),
    "",
  ].join("\n");
}

function addressLines({ open, ofContainer, here }: PageUrls): string[] {
  const ready = "  P2P Share is ready. Open it on any device:";
  if (open.length > 0) return [ready, "", ...open.map((url) => `    ${url}`)];
  const { protocol, port } = new URL(here);
  const [own] = ofContainer;
  if (own === undefined) return [ready, "", `    ${here}  (this machine has no LAN address)`];
  const end = port && `:${port}`;
  return [
    ready,
    "",
    `    ${protocol}//<address of the host>${end}`,
    ...ofContainer.map((url) => `    ${url}  (this container's own: not for other devices)`),
    "",
    "  A container does not know its host's address. Set PUBLIC_URL to it, such as",
    `  PUBLIC_URL=${protocol}//192.168.1.20${end}, and links and QR codes are right.`,
  ];
}

/** The fingerprint stands here, too, so that what a page shows can be compared with what nobody on the LAN can change. */
function authorityNote(
  { name, fingerprint }: NonNullable<StartFacts["authority"]>,
  urls: PageUrls,
): string[] {
  const half = (fingerprint.length + 1) / 2; // each byte is two digits and a colon
  return [
    "  For https a device has to trust this server once, as is shown under",
    `  ${plainUrlOf(urls)}/ca`,
    `  Compare it there with ${name}, SHA-256:`,
    `  ${fingerprint.slice(0, half - 1)}`,
    `  ${fingerprint.slice(half)}`,
    ...(urls.open.length === 0 || urls.open.some((url) => url.startsWith("https:")) ? [] : UNCOVERED),
    "",
  ];
}

const UNCOVERED = [
  "  None of the addresses above may stand in its certificate. Name one in",
  "  TLS_NAMES, delete the folder ca in DATA_DIR, and start again.",
];

/** Over https it would ask for the very trust that it offers. */
function plainUrlOf({ open, ofContainer, here }: PageUrls): string {
  const plain = open.find((url) => url.startsWith("http:"));
  if (plain !== undefined) return plain;
  const { port } = new URL(here);
  const host = open[0] === undefined ? undefined : new URL(open[0]).hostname;
  const isHostUnknown = host === undefined && ofContainer.length > 0;
  return `http://${isHostUnknown ? "<address of the host>" : (host ?? "localhost")}${port && `:${port}`}`;
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
function sharedAddressNote(address: string): string[] {
  return [
    `  In a container, devices may all appear as ${address}. Limits for those then`,
    "  count per connection and for all together; /stats tells how many there are",
    "  (sharedAddressSockets).",
    "",
  ];
}
