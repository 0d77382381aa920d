import type { ServerFacts } from "#protocol/diagnostics/server-facts.ts";
import { isLoopback } from "#protocol/loopback.ts";
import { planSaving, type SavingFacts } from "../saving/plan.ts";
import { FIRST_UNREACHABLE_CODE } from "../session/path-findings.ts";
import { oldVersion, versionOf } from "./browser-versions.ts";
import type { Ability, ServerAt, Transport, Verdict } from "./checks.ts";
import type { BrowserFacts, DirectProbe, LoopOutcome, PagePlace, SocketProbe, StunProbe } from "./probes.ts";

/** "Upgrade Required": the server got the request, but nothing that asks for a socket (RFC 9110 §15.5.22). */
const UPGRADE_REQUIRED = 426;

/** As a socket tells it, an IPv4 address perhaps inside IPv6. */
const LOOPBACK = /^(::1|(::ffff:)?127\.[\d.]+)$/;

/** An IPv4 address, or an IPv6 one in brackets, where a name could stand. */
const ADDRESS = /^(\d+\.\d+\.\d+\.\d+|\[.*\])$/;

/**
 * What it says of the way to the server.
 *
 * @param plainStatus of the answer to the same request without an upgrade; undefined where none came
 * @param facts undefined where the server told none
 */
export function socketVerdict(
  probe: SocketProbe,
  plainStatus: number | undefined,
  facts: ServerFacts | undefined,
  { origin }: PagePlace,
): Verdict {
  if (probe.type === "open") return { because: "socket-open", roundTripMs: probe.roundTripMs };
  if (plainStatus === undefined) return { because: "server-gone" };
  if (plainStatus !== UPGRADE_REQUIRED) return { because: "upgrade-refused", status: plainStatus };
  if (facts && !isOwnHost(facts, origin)) return { because: "wrong-host", origin, host: facts.host };
  if (probe.type === "silent") return { because: "socket-mute" };
  return { because: "upgrade-lost", closeCode: probe.code };
}

/** As the server judges a WebSocket's `Origin` (SIG21). */
function isOwnHost({ host, publicUrl }: ServerFacts, origin: string): boolean {
  const { host: own, protocol } = new URL(origin);
  return origin === publicUrl || own === URL.parse(`${protocol}//${host}`)?.host;
}

/** What it says of who sees whom. */
export function addressVerdict(facts: ServerFacts | undefined, { origin }: PagePlace): Verdict {
  if (!facts) return { because: "address-unknown" };
  const { ip, kind } = facts.address;
  switch (kind) {
    case "own":
      // A proxy on the server's machine that says nothing of whom it speaks for.
      if (LOOPBACK.test(ip) && !isLoopback(new URL(origin).hostname))
        return { because: "address-hidden", ip };
      return { because: "address-own", ip };
    case "forwarded":
      return { because: "address-forwarded", ip };
    case "gateway":
      return { because: "address-gateway", ip };
    case "untrusted-proxy":
      return { because: "address-proxy", ip };
  }
}

/**
 * What it says of STUN. A browser that finds its own address again tells no candidate of it; then an end without
 * a complaint has to do, and where a browser never complains, the relay's answer at the same port.
 */
export function stunVerdict(probe: StunProbe, at: ServerAt, relayAnswers: boolean): Verdict {
  const seen = probe.candidates.find(({ type }) => type === "srflx");
  if (seen) return { because: "stun-answers", ip: seen.address };
  const endedWell = probe.hasEnded && probe.tellsFailures && !probe.hasFailed;
  if (endedWell || relayAnswers) return { because: "stun-same" };
  return { because: probe.isNameUnknown ? "name-unknown" : "stun-silent", ...at };
}

/** What it says of one way to the relay. */
export function loopVerdict(
  outcome: LoopOutcome,
  { transport, host, port }: ServerAt & { readonly transport: Transport },
  { userAgent }: Pick<BrowserFacts, "userAgent">,
): Verdict {
  const at = { host, port };
  switch (outcome.type) {
    case "passed": {
      const { roundTripMs, bytesPerSecond } = outcome;
      return { because: "relay-works", roundTripMs, bytesPerSecond };
    }
    case "no-candidate": {
      const { code, isNameUnknown } = outcome;
      if (code !== undefined && code < FIRST_UNREACHABLE_CODE)
        return { because: "relay-refuses", ...at, code };
      if (isNameUnknown) return { because: "name-unknown", ...at };
      const isNameless = transport === "tls" && ADDRESS.test(host) && userAgent.includes("Firefox/");
      return isNameless
        ? { because: "relay-nameless", ...at }
        : { because: "relay-silent", ...at, transport };
    }
    case "no-connection":
      return { because: "relay-carries-nothing", ...at };
    case "damaged":
      return { because: "relay-damages", ...at };
    case "no-webrtc":
      return { because: "no-webrtc" };
  }
}

/** What it says of direct paths. */
export function directVerdict(probe: DirectProbe): Verdict {
  if (probe.type === "no-webrtc") return { because: "no-webrtc" };
  const hosts = probe.candidates.filter(({ type }) => type === "host");
  if (hosts.length === 0) return { because: "direct-none" };
  if (!probe.isConnected) return { because: "direct-unconnected" };
  return { because: "direct-works", isHidden: hosts.every(({ address }) => address.endsWith(".local")) };
}

/** What it says of how the page was opened, and of the better way where there is one. */
export function secureVerdict({ isSecure, origin }: PagePlace, facts: ServerFacts | undefined): Verdict {
  if (isSecure) return { because: "secure" };
  const { https = null, publicUrl = null } = facts ?? {};
  const httpsUrl = https ? httpsAt(origin, https.port) : (publicUrl ?? "");
  return {
    because: "insecure",
    httpsUrl: httpsUrl.startsWith("https:") ? httpsUrl : undefined,
    localCa: https?.localCa ?? false,
  };
}

function httpsAt(origin: string, port: number): string {
  const url = new URL(origin);
  url.protocol = "https:";
  url.port = String(port);
  return url.origin;
}

/** What it says of how received files are kept. */
export function savingVerdict(facts: SavingFacts): Verdict {
  const { plan } = planSaving(facts, undefined, { sizes: [1], hasFolders: false });
  const { method, capBytes, freeBytes } = plan;
  return capBytes === null
    ? { because: "saves-to-disk", method, freeBytes }
    : { because: "saves-to-memory", mostBytes: capBytes };
}

/** What it says of the browser itself. */
export function browserVerdict(facts: BrowserFacts): Verdict {
  const { label, userAgent, transfersChannels } = facts;
  const needed: readonly (readonly [boolean, Ability])[] = [
    [facts.hasWebRtc, "WebRTC"],
    [facts.hasWebSocket, "WebSocket"],
    [facts.hasWorkers, "workers"],
    [facts.hasWebAssembly, "WebAssembly"],
  ];
  const missing = needed.flatMap(([isThere, ability]) => (isThere ? [] : [ability]));
  if (missing.length > 0) return { because: "browser-lacks", label, missing };
  const old = oldVersion(userAgent);
  if (old) return { because: "browser-old", label, ...old };
  if (!transfersChannels) return { because: "browser-slow", label };
  return { because: "browser-good", label, version: versionOf(userAgent) };
}
