import type { SaveMethod } from "#protocol/transfer/messages.ts";
import type {
  Because,
  CheckId,
  CheckState,
  Findings,
  ServerAt,
  Transport,
} from "../../diagnostics/checks.ts";
import { formatBytes, formatCount, formatList, formatMillis, formatSpan, formatSpeed } from "../format.ts";
import type { Told } from "../said.ts";
import { mendRelay } from "./problems.ts";

const METHODS: Readonly<Record<SaveMethod, string>> = {
  opfs: "the browser's private files",
  indexeddb: "the browser's storage (IndexedDB)",
  stream: "a download that is written as it arrives",
  memory: "memory",
  file: "a file that you choose",
  folder: "a folder that you choose",
};

const WAYS: Readonly<Record<Transport, string>> = { udp: "UDP", tcp: "TCP", tls: "TLS" };

const AGAIN = "Run the checks again; if it stays, look at the server's log.";
const PROXY_UPGRADE =
  "A proxy on the way has to pass on the upgrade of `/ws`: HTTP/1.1 with the headers `Upgrade` and `Connection`.";

function silentRelay({ host, port, transport }: ServerAt & { readonly transport: Transport }): Told {
  const said = `No answer from ${host} port ${port} over ${WAYS[transport]}.`;
  switch (transport) {
    case "udp":
      return {
        said,
        fix: `Let UDP through to port ${port} in every firewall on the way, the server's own too; in Docker, publish it: \`-p ${port}:${port}/udp\`. Where the relay has another name, set EXTERNAL_HOST.`,
      };
    case "tcp":
      return {
        said,
        fix: `Let TCP through to port ${port} in every firewall on the way, the server's own too; in Docker, publish it: \`-p ${port}:${port}\`. A proxy for web pages does not pass it on.`,
      };
    case "tls":
      return {
        said,
        fix: `Open TCP port ${port}, in Docker \`-p ${port}:${port}\`. This browser has to trust the certificate, and it has to be made for ${host}.`,
      };
  }
}

/** What is said of what came of each check. */
const TOLD: { readonly [B in Because]: (facts: Findings[B]) => Told } = {
  "socket-open": ({ roundTripMs }) => ({ said: `The server answers in ${formatMillis(roundTripMs)}.` }),
  "socket-mute": () => ({ said: "The line to the server stays silent.", fix: PROXY_UPGRADE }),
  "upgrade-lost": ({ closeCode }) => ({
    said: `The page loads, but its line to the server does not open (WebSocket, close code ${closeCode}).`,
    fix: `${PROXY_UPGRADE} After very many connections in a minute the server refuses more: then wait one.`,
  }),
  "upgrade-refused": ({ status }) => ({
    said: `The page loads, but its line to the server is answered with HTTP status ${status}, not by P2P Share.`,
    fix: `${PROXY_UPGRADE} It may not keep that path for itself either.`,
  }),
  "wrong-host": ({ origin, host }) => ({
    said: `The page is open as ${origin}, but the server is asked for ${host}, so it refuses the line.`,
    fix: `Set \`PUBLIC_URL=${origin}\`, or have the proxy pass on the header \`Host\`.`,
  }),
  "server-gone": () => ({
    said: "The server does not answer any more.",
    fix: "Is this device still in the same network, and is P2P Share still running there?",
  }),

  "address-own": ({ ip }) => ({ said: `The server sees this device by its own address, ${ip}.` }),
  "address-forwarded": ({ ip }) => ({
    said: `A trusted proxy tells the server this device's address, ${ip}.`,
  }),
  "address-gateway": ({ ip }) => ({
    said: `The container shows all devices to the server as ${ip}. Limits then count per connection.`,
    fix: "Nothing has to be done. For limits per device, run the container with `--network host`.",
  }),
  "address-proxy": ({ ip }) => ({
    said: `A proxy stands before the server, which sees ${ip} in place of every device.`,
    fix: "Set `TRUST_PROXY` to the number of proxies, or to their addresses, and `PUBLIC_URL` to the address by which the page is opened.",
  }),
  "address-hidden": ({ ip }) => ({
    said: `A proxy on the server's machine hides this device: the server sees ${ip}.`,
    fix: "Have the proxy add `X-Forwarded-For`, set `TRUST_PROXY=1`, and `PUBLIC_URL` to the address by which the page is opened.",
  }),
  "address-unknown": () => ({
    said: "The server did not tell how it sees this device.",
    fix: "Reload this page. A proxy on the way has to pass on `/diagnostics/server`.",
  }),

  "stun-answers": ({ ip }) => ({ said: `The relay's port answers over UDP and sees this device as ${ip}.` }),
  "stun-same": () => ({
    said: "The relay's port answers over UDP, and sees the address that this device has itself.",
  }),
  "stun-silent": ({ host, port }) => ({
    said: `No answer from ${host} port ${port} over UDP.`,
    fix: `Let UDP through to port ${port}: the relay over UDP needs it too.`,
  }),
  "name-unknown": ({ host }) => ({
    said: `This browser finds no address for the name ${host} when it looks for a connection.`,
    fix: "Open this page by the server's address in place of its name, or set `EXTERNAL_HOST` to an address or to a name that the network's name server knows.",
  }),
  "stun-off": () => ({
    said: "The server names none, because its relay is off. In one network devices do without it.",
  }),

  "relay-works": ({ roundTripMs, bytesPerSecond }) => ({
    said: `Bytes went through it and came back the same: ${formatMillis(roundTripMs)}, at least ${formatSpeed(bytesPerSecond)}.`,
  }),
  "relay-silent": silentRelay,
  "relay-refuses": ({ host, port, code }) => ({
    said: `The relay refuses this device (error ${code}).`,
    fix: `The relay at ${mendRelay({ host, port, answer: code })}`,
  }),
  "relay-carries-nothing": ({ host }) => ({
    said: `The relay at ${host} answers, but carries nothing.`,
    fix: AGAIN,
  }),
  "relay-damages": ({ host }) => ({
    said: `Bytes through the relay at ${host} stopped, or came back changed.`,
    fix: `${AGAIN} TURN_MAX_BANDWIDTH may be too low.`,
  }),
  "relay-nameless": ({ host }) => ({
    said: `Firefox uses a relay over TLS only under a name, and is told ${host}.`,
    fix: "Open this page by a name, or set `EXTERNAL_HOST` to one.",
  }),
  "relay-off": () => ({
    said: "The server offers no relay: only devices that reach each other directly can connect.",
    fix: "Switch it on: `TURN_ENABLED=on`.",
  }),
  "tls-off": () => ({
    said: "Not set up. Only networks that let nothing but TLS through need it; `TLS=files` switches it on.",
  }),
  "way-off": () => ({ said: "The server names no relay by this way. Any other one is enough." }),
  untried: ({ why }) =>
    why === "refused"
      ? {
          said: "Could not be tried: the server gives no more sessions now.",
          fix: "Run the checks again in a minute.",
        }
      : {
          said: "Could not be tried, because there is no line to the server.",
          fix: "Mend the connection to the server first.",
        },

  "direct-works": ({ isHidden }) => ({
    said: isHidden
      ? "This browser connects directly. It hides its addresses behind names, which the other device must be able to look up (mDNS)."
      : "This browser connects directly, by its own addresses.",
  }),
  "direct-unconnected": () => ({
    said: "This browser names addresses, but reaches none of them.",
    fix: "A firewall on this device, a VPN or an extension is in the way. Without a direct path the relay is used.",
  }),
  "direct-none": () => ({
    said: "This browser names no address of its own, so there is no direct path to this device.",
    fix: "Switch off the setting, extension or VPN that hides them from WebRTC. Until then the relay is used.",
  }),

  secure: () => ({ said: "The page is a secure context: every feature of this browser may be used." }),
  insecure: ({ httpsUrl, localCa }) => ({
    said: "The page is open over plain http, which is enough. Over HTTPS nobody on the way can change it, and received files are kept faster.",
    ...(httpsUrl !== undefined && {
      fix: localCa
        ? "This server has HTTPS too, by a certificate authority of its own. Open `/ca` here first and trust it."
        : "This server has HTTPS too.",
    }),
  }),

  "saves-to-disk": ({ method, freeBytes }) => ({
    said:
      freeBytes === null
        ? `What arrives is kept in ${METHODS[method]}. This browser does not say how much is free.`
        : `What arrives is kept in ${METHODS[method]}: up to ${formatBytes(freeBytes)} here.`,
  }),
  "saves-to-memory": ({ mostBytes }) => ({
    said: `What arrives is kept in memory: at most ${formatBytes(mostBytes)} in all.`,
    fix: "Use a window that is not private, or allow this page to keep data.",
  }),

  "browser-good": ({ label, version }) => ({
    said: `${label}${version === undefined ? "" : `, version ${version}`}: has all that the page needs.`,
  }),
  "browser-slow": ({ label }) => ({
    said: `${label}: works, but moves large files more slowly than others.`,
    fix: "Update the browser, or use Chrome, Edge or Firefox for large files.",
  }),
  "browser-old": ({ label, version, least }) => ({
    said: `${label}, version ${version}: the page is made for ${least} and later.`,
    fix: "Update the browser.",
  }),
  "browser-lacks": ({ label, missing }) => ({
    said: `${label} does not have what the page needs: ${formatList(missing)}.`,
    fix: "Switch it on in the settings, switch off the extension that blocks it, or use another browser.",
  }),

  "no-webrtc": () => ({
    said: "This browser opens no connection.",
    fix: "A setting or an extension has switched WebRTC off. Switch it on, or use another browser.",
  }),
  stuck: () => ({ said: "This check came to no end.", fix: "Reload this page and run the checks again." }),
};

/** Words of the diagnostics page in English. */
export const englishDiagnostics = {
  told: TOLD,
  title: "Diagnostics",
  lead: "What is between this device, its browser and the server.",
  checks: {
    websocket: "Connection to the server",
    address: "This device's address",
    stun: "Address lookup (STUN)",
    "turn-udp": "Relay over UDP",
    "turn-tcp": "Relay over TCP",
    "turn-tls": "Relay over TLS",
    direct: "Direct connections",
    "secure-context": "Secure page",
    saving: "Saving",
    browser: "Browser",
  } satisfies Record<CheckId, string>,
  states: {
    running: "Checking",
    ok: "Works",
    warn: "Look at this",
    fail: "Fails",
    off: "Not used",
  } satisfies Record<CheckState, string>,
  /** The state of all of them, read out when it changes. */
  overall: {
    running: "Checking. This takes up to half a minute.",
    ok: "Everything works.",
    warn: "It works, with remarks below.",
    fail: "Something does not work. What to do is said below.",
  },
  openHttps: "Open this page over HTTPS",
  copy: "Copy report",
  copied: "Report copied",
  copyFailed: "Copying did not work here. Select the text and copy it by hand:",
  reportNote: "The report names no address and no host, only of what kind they are.",
  again: "Run again",
  about: "About this server",
  facts: {
    version: "Version",
    container: "In a container",
    yes: "yes",
    no: "no",
    publicUrl: "PUBLIC_URL",
    https: "HTTPS port",
    relay: "Relay's ports",
    relayPorts: (port: number, tlsPort: number | null) =>
      `${port} (UDP, TCP)${tlsPort === null ? "" : `, ${tlsPort} (TLS)`}`,
    mdns: "Name on the network",
    off: "off",
    none: "not set",
    countedBy: "Limits count per",
    by: { address: "address", connection: "connection" },
    codes: "Codes that may be tried",
    wrongCodes: "Wrong codes",
    per: (count: number, periodMs: number) => `${formatCount(count)} in ${formatSpan(periodMs)}`,
    delay: "Wait for the next code",
  },
  back: "Send or receive files",
} as const;
