import { expect, test } from "bun:test";
import { stateOf, type Verdict } from "../diagnostics/checks.ts";
import { toldOf } from "./diagnostics.ts";

const AT = { host: "nas.local", port: 3_478 };

const ALL: readonly Verdict[] = [
  { because: "socket-open", roundTripMs: 0.2 },
  { because: "socket-mute" },
  { because: "upgrade-lost", closeCode: 1006 },
  { because: "upgrade-refused", status: 502 },
  { because: "wrong-host", origin: "https://share.example", host: "10.0.0.9:8080" },
  { because: "server-gone" },
  { because: "address-own", ip: "192.168.1.20" },
  { because: "address-forwarded", ip: "192.168.1.20" },
  { because: "address-gateway", ip: "172.17.0.1" },
  { because: "address-proxy", ip: "172.18.0.2" },
  { because: "address-hidden", ip: "127.0.0.1" },
  { because: "address-unknown" },
  { because: "stun-answers", ip: "203.0.113.7" },
  { because: "stun-same" },
  { because: "stun-silent", ...AT },
  { because: "stun-off" },
  { because: "name-unknown", ...AT },
  { because: "relay-works", roundTripMs: 12, bytesPerSecond: 1_500_000 },
  { because: "relay-silent", ...AT, transport: "udp" },
  { because: "relay-silent", ...AT, transport: "tcp" },
  { because: "relay-silent", ...AT, transport: "tls" },
  { because: "relay-refuses", ...AT, code: 486 },
  { because: "relay-carries-nothing", ...AT },
  { because: "relay-damages", ...AT },
  { because: "relay-nameless", ...AT },
  { because: "relay-off" },
  { because: "tls-off" },
  { because: "way-off" },
  { because: "untried", why: "no-server" },
  { because: "untried", why: "refused" },
  { because: "direct-works", isHidden: true },
  { because: "direct-works", isHidden: false },
  { because: "direct-unconnected" },
  { because: "direct-none" },
  { because: "secure" },
  { because: "insecure", httpsUrl: undefined, localCa: false },
  { because: "insecure", httpsUrl: "https://nas.local:8443", localCa: true },
  { because: "saves-to-disk", method: "opfs", freeBytes: 5_000_000_000 },
  { because: "saves-to-disk", method: "indexeddb", freeBytes: null },
  { because: "saves-to-memory", mostBytes: 419_430_400 },
  { because: "browser-good", label: "Chrome on Linux", version: 156 },
  { because: "browser-slow", label: "Safari on Mac" },
  { because: "browser-old", label: "Chrome on Linux", version: 90, least: 109 },
  { because: "browser-lacks", label: "Chrome on Linux", missing: ["WebRTC"] },
  { because: "no-webrtc" },
  { because: "stuck" },
];

test.each(ALL.map((verdict) => [verdict.because, verdict] as const))(
  "[DIAG5] %s is a sentence, and what is not in order says what to do",
  (_, verdict) => {
    const { said, fix } = toldOf(verdict);
    expect(said).toMatch(/^[A-Z].*[.:]$/);
    if (stateOf(verdict) === "warn" || stateOf(verdict) === "fail") expect(fix).toMatch(/^[A-Z].*[.?]$/);
    expect(`${said}${fix}`).not.toMatch(/undefined \d|NaN|\[object/);
  },
);
