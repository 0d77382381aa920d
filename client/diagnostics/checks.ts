import type { SaveMethod } from "#protocol/transfer/messages.ts";

/** What is checked, in the order in which it is shown. */
export const CHECKS = [
  "websocket",
  "address",
  "stun",
  "turn-udp",
  "turn-tcp",
  "turn-tls",
  "direct",
  "secure-context",
  "saving",
  "browser",
] as const;
export type CheckId = (typeof CHECKS)[number];

/** How a check stands. `off`: there is nothing to check, and nothing is wrong with that. */
export type CheckState = "running" | "ok" | "warn" | "fail" | "off";

/** By which way a relay is reached. */
export type Transport = "udp" | "tcp" | "tls";

/** A relay or STUN server as the browser was told of it. */
export interface ServerAt {
  readonly host: string;
  readonly port: number;
}

/** Everything that can come of a check, and what its sentence needs to know. */
export interface Findings {
  "socket-open": { readonly roundTripMs: number };
  /** Neither open nor closed: what is sent gets no answer. */
  "socket-mute": object;
  /** The server answers, but no upgrade has reached it. @see RFC 9110 §15.5.22 */
  "upgrade-lost": { readonly closeCode: number };
  /** Something else answers in its place. */
  "upgrade-refused": { readonly status: number };
  "wrong-host": { readonly origin: string; readonly host: string };
  "server-gone": object;

  "address-own": { readonly ip: string };
  "address-forwarded": { readonly ip: string };
  "address-gateway": { readonly ip: string };
  "address-proxy": { readonly ip: string };
  /** Of the server's own machine, by which no other device comes. */
  "address-hidden": { readonly ip: string };
  "address-unknown": object;

  "stun-answers": { readonly ip: string | undefined };
  /** The browser tells no address of its own a second time; that it waited for nothing says the rest. */
  "stun-same": object;
  "stun-silent": ServerAt;
  "stun-off": object;
  /** Of a STUN server or relay: this browser finds no address for its name. */
  "name-unknown": ServerAt;

  "relay-works": { readonly roundTripMs: number; readonly bytesPerSecond: number };
  "relay-silent": ServerAt & { readonly transport: Transport };
  "relay-refuses": ServerAt & { readonly code: number };
  "relay-carries-nothing": ServerAt;
  "relay-damages": ServerAt;
  /** Firefox asks no relay over TLS that has no name. */
  "relay-nameless": ServerAt;
  "relay-off": object;
  "tls-off": object;
  /** There are relays, but none by this way. */
  "way-off": object;
  /** Credentials come with a session, and there was none to be had. */
  untried: { readonly why: "no-server" | "refused" };

  "direct-works": { readonly isHidden: boolean };
  "direct-unconnected": object;
  "direct-none": object;

  secure: object;
  insecure: { readonly httpsUrl: string | undefined; readonly localCa: boolean };

  "saves-to-disk": { readonly method: SaveMethod; readonly freeBytes: number | null };
  "saves-to-memory": { readonly mostBytes: number };

  "browser-good": { readonly label: string; readonly version: number | undefined };
  "browser-slow": { readonly label: string };
  "browser-old": { readonly label: string; readonly version: number; readonly least: number };
  "browser-lacks": { readonly label: string; readonly missing: readonly Ability[] };

  "no-webrtc": object;
  /** The check itself got stuck. */
  stuck: object;
}
export type Because = keyof Findings;

/** What came of a check: why, in a word that the texts have a sentence for. */
export type Verdict = { readonly [B in Because]: { readonly because: B } & Findings[B] }[Because];

/** What the page cannot do without. */
export type Ability = "WebRTC" | "WebSocket" | "workers" | "WebAssembly";

const STATES: Readonly<Record<Because, Exclude<CheckState, "running">>> = {
  "socket-open": "ok",
  "socket-mute": "fail",
  "upgrade-lost": "fail",
  "upgrade-refused": "fail",
  "wrong-host": "fail",
  "server-gone": "fail",
  "address-own": "ok",
  "address-forwarded": "ok",
  "address-gateway": "warn",
  "address-proxy": "warn",
  "address-hidden": "warn",
  "address-unknown": "fail",
  "stun-answers": "ok",
  "stun-same": "ok",
  "stun-silent": "fail",
  "stun-off": "off",
  "name-unknown": "fail",
  "relay-works": "ok",
  "relay-silent": "fail",
  "relay-refuses": "fail",
  "relay-carries-nothing": "fail",
  "relay-damages": "fail",
  "relay-nameless": "warn",
  "relay-off": "warn",
  "tls-off": "off",
  "way-off": "off",
  untried: "warn",
  "direct-works": "ok",
  "direct-unconnected": "warn",
  "direct-none": "warn",
  secure: "ok",
  insecure: "off",
  "saves-to-disk": "ok",
  "saves-to-memory": "warn",
  "browser-good": "ok",
  "browser-slow": "warn",
  "browser-old": "warn",
  "browser-lacks": "fail",
  "no-webrtc": "fail",
  stuck: "fail",
};

/** How a check stands, given what came of it; undefined while nothing has. */
export function stateOf(verdict: Verdict | undefined): CheckState {
  return verdict ? STATES[verdict.because] : "running";
}

/** What has come of each check so far. */
export type Verdicts = Readonly<Partial<Record<CheckId, Verdict>>>;

/** How it stands with all checks together: the worst of them, `off` counting for nothing. */
export function overall(verdicts: Verdicts): Exclude<CheckState, "off"> {
  const states = CHECKS.map((check) => stateOf(verdicts[check]));
  const worst = (["running", "fail", "warn"] as const).find((state) => states.includes(state));
  return worst ?? "ok";
}
