import { describe, expect, test } from "bun:test";
import type { ServerFacts } from "#protocol/diagnostics/server-facts.ts";
import type { SavingFacts } from "../saving/plan.ts";
import { serverFacts } from "../testing/server-facts.ts";
import { stateOf } from "./checks.ts";
import {
  addressVerdict,
  browserVerdict,
  directVerdict,
  loopVerdict,
  savingVerdict,
  secureVerdict,
  socketVerdict,
  stunVerdict,
} from "./meaning.ts";
import type { BrowserFacts, FoundCandidate, LoopOutcome, SocketProbe, StunProbe } from "./probes.ts";

const PAGE = { origin: "http://nas.local:8080", isSecure: false };
const AT = { host: "nas.local", port: 3_478 };
const CHROME =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0";

describe("the way to the server", () => {
  const closed: SocketProbe = { type: "closed", code: 1006 };
  test.each<[string, SocketProbe, number | undefined, Partial<ServerFacts> | undefined, string, string]>([
    ["open", { type: "open", roundTripMs: 3 }, undefined, undefined, "socket-open", "ok"],
    ["closed, and HTTP is gone too", closed, undefined, undefined, "server-gone", "fail"],
    ["silent, and HTTP is gone too", { type: "silent" }, undefined, undefined, "server-gone", "fail"],
    ["silent, and HTTP works", { type: "silent" }, 426, {}, "socket-mute", "fail"],
    ["closed where the upgrade is lost on the way", closed, 426, {}, "upgrade-lost", "fail"],
    ["closed by something else", closed, 502, {}, "upgrade-refused", "fail"],
    ["closed for another host", closed, 426, { host: "10.0.0.9:8080" }, "wrong-host", "fail"],
    [
      "closed for another host that PUBLIC_URL allows",
      closed,
      426,
      { host: "10.0.0.9:8080", publicUrl: PAGE.origin },
      "upgrade-lost",
      "fail",
    ],
  ])("[DIAG5] is %s", (_, probe, status, facts, because, state) => {
    const verdict = socketVerdict(probe, status, facts && serverFacts(facts), PAGE);
    expect([verdict.because, stateOf(verdict)] as string[]).toEqual([because, state]);
  });

  test("[DIAG5] the default port of HTTPS is the same host with it and without", () => {
    const facts = serverFacts({ host: "share.example:443" });
    const page = { origin: "https://share.example", isSecure: true };
    expect(socketVerdict(closed, 426, facts, page).because).toBe("upgrade-lost");
  });
});

test.each([
  ["own", "192.168.1.20", "address-own", "ok"],
  ["forwarded", "192.168.1.20", "address-forwarded", "ok"],
  ["gateway", "172.17.0.1", "address-gateway", "warn"],
  ["untrusted-proxy", "172.18.0.2", "address-proxy", "warn"],
  ["own", "127.0.0.1", "address-hidden", "warn"],
  ["own", "::ffff:127.0.0.1", "address-hidden", "warn"],
] as const)("[DIAG3] an address that is %s, %s, is %s", (kind, ip, because, state) => {
  const verdict = addressVerdict(serverFacts({ address: { ip, kind } }), PAGE);
  expect([verdict.because, stateOf(verdict)]).toEqual([because, state]);
});

test("[DIAG3] the server's own machine sees itself, and a server that tells nothing is told", () => {
  const local = { origin: "http://localhost:8080", isSecure: true };
  const facts = serverFacts({ address: { ip: "127.0.0.1", kind: "own" } });
  expect(addressVerdict(facts, local).because).toBe("address-own");
  expect(addressVerdict(undefined, PAGE).because).toBe("address-unknown");
});

describe("STUN", () => {
  const host: FoundCandidate = { type: "host", address: "7f3c.local" };
  const probe = (differing: Partial<StunProbe>): StunProbe => ({
    candidates: [host],
    hasEnded: true,
    hasFailed: false,
    tellsFailures: true,
    isNameUnknown: false,
    ...differing,
  });
  test.each<[string, StunProbe, boolean, string]>([
    [
      "an address",
      probe({ candidates: [host, { type: "srflx", address: "203.0.113.7" }] }),
      false,
      "stun-answers",
    ],
    ["an end without a complaint", probe({}), false, "stun-same"],
    ["an end with a complaint", probe({ hasFailed: true }), false, "stun-silent"],
    ["a name that leads nowhere", probe({ hasFailed: true, isNameUnknown: true }), false, "name-unknown"],
    ["no end", probe({ hasEnded: false }), false, "stun-silent"],
    ["an end in a browser that never complains", probe({ tellsFailures: false }), false, "stun-silent"],
    ["the same, and the relay's answer at this port", probe({ tellsFailures: false }), true, "stun-same"],
  ])("[DIAG5] is judged by %s", (_, told, relayAnswers, because) => {
    expect(stunVerdict(told, AT, relayAnswers).because as string).toBe(because);
  });
});

describe("a relay", () => {
  const silent = (code?: number, isNameUnknown = false): LoopOutcome => ({
    type: "no-candidate",
    code,
    isNameUnknown,
  });
  const passed: LoopOutcome = { type: "passed", roundTripMs: 2, bytesPerSecond: 1_000_000 };
  test.each<[string, LoopOutcome, "udp" | "tcp" | "tls", string, string, string]>([
    ["carries bytes", passed, "udp", "nas.local", CHROME, "relay-works"],
    ["gives no answer", silent(701), "udp", "nas.local", CHROME, "relay-silent"],
    ["gives nothing in Firefox", silent(), "tcp", "10.0.0.9", FIREFOX, "relay-silent"],
    ["is full", silent(508), "udp", "nas.local", CHROME, "relay-refuses"],
    ["has no name, in Firefox", silent(), "tls", "10.0.0.9", FIREFOX, "relay-nameless"],
    ["has no name, in Chromium", silent(701), "tls", "[fd00::2]", CHROME, "relay-silent"],
    ["has a name, in Firefox", silent(), "tls", "nas.local", FIREFOX, "relay-silent"],
    ["has a name that leads nowhere", silent(701, true), "udp", "nas.local", CHROME, "name-unknown"],
    ["carries nothing", { type: "no-connection" }, "udp", "nas.local", CHROME, "relay-carries-nothing"],
    ["loses bytes", { type: "damaged" }, "udp", "nas.local", CHROME, "relay-damages"],
    ["cannot be tried", { type: "no-webrtc" }, "udp", "nas.local", CHROME, "no-webrtc"],
  ])("[DIAG5] %s", (_, outcome, transport, host, userAgent, because) => {
    const verdict = loopVerdict(outcome, { transport, host, port: 3_478 }, { userAgent });
    expect(verdict.because as string).toBe(because);
  });
});

test.each<[string, readonly FoundCandidate[], boolean, string]>([
  ["hidden addresses", [{ type: "host", address: "7f3c.local" }], true, "direct-works"],
  ["plain addresses", [{ type: "host", address: "192.168.1.20" }], true, "direct-works"],
  ["addresses that lead nowhere", [{ type: "host", address: "192.168.1.20" }], false, "direct-unconnected"],
  ["none", [], false, "direct-none"],
])("[DIAG5] direct paths with %s", (_, candidates, isConnected, because) => {
  const verdict = directVerdict({ type: "tried", candidates, isConnected });
  expect(verdict.because as string).toBe(because);
  const isHidden = candidates[0]?.address.endsWith(".local");
  if (verdict.because === "direct-works") expect(verdict.isHidden).toBe(isHidden === true);
});

test.each<[string, boolean, Partial<ServerFacts>, object]>([
  ["a secure context", true, {}, { because: "secure" }],
  ["plain http", false, {}, { because: "insecure", httpsUrl: undefined, localCa: false }],
  [
    "plain http, with HTTPS beside it",
    false,
    { https: { port: 8_443, localCa: true } },
    { because: "insecure", httpsUrl: "https://nas.local:8443", localCa: true },
  ],
  [
    "plain http, with a public address that is HTTPS",
    false,
    { publicUrl: "https://share.example" },
    { because: "insecure", httpsUrl: "https://share.example", localCa: false },
  ],
  [
    "plain http, with a public address that is not",
    false,
    { publicUrl: "http://share.example" },
    { because: "insecure", httpsUrl: undefined, localCa: false },
  ],
])("[DIAG5] the page is opened in %s", (_, isSecure, facts, expected) => {
  expect(secureVerdict({ ...PAGE, isSecure }, serverFacts(facts))).toEqual(expected as never);
});

describe("saving", () => {
  const facts: SavingFacts = {
    isSecure: true,
    opfs: true,
    indexedDb: true,
    filePicker: false,
    folderPicker: false,
    serviceWorker: false,
    isIos: false,
    freeBytes: 5_000,
  };
  test.each<[string, Partial<SavingFacts>, object]>([
    ["private files", {}, { because: "saves-to-disk", method: "opfs", freeBytes: 5_000 }],
    [
      "IndexedDB",
      { opfs: false, freeBytes: null },
      { because: "saves-to-disk", method: "indexeddb", freeBytes: null },
    ],
    ["memory", { opfs: false, indexedDb: false }, { because: "saves-to-memory", mostBytes: 419_430_400 }],
  ])("[DIAG5] by %s", (_, differing, expected) => {
    expect(savingVerdict({ ...facts, ...differing })).toEqual(expected as never);
  });
});

describe("the browser", () => {
  const facts: BrowserFacts = {
    label: "Chrome on Linux",
    userAgent: CHROME,
    hasWebRtc: true,
    hasWebSocket: true,
    hasWorkers: true,
    hasWebAssembly: true,
    transfersChannels: true,
  };
  test.each<[string, Partial<BrowserFacts>, object]>([
    ["has everything", {}, { because: "browser-good", version: 156 }],
    ["has no WebRTC", { hasWebRtc: false }, { because: "browser-lacks", missing: ["WebRTC"] }],
    ["keeps channels on the page", { transfersChannels: false }, { because: "browser-slow" }],
    [
      "is old",
      { userAgent: "… Chrome/90.0.0.0 Safari/537.36" },
      { because: "browser-old", version: 90, least: 109 },
    ],
    [
      "is an old one of iOS",
      { userAgent: "… CPU iPhone OS 15_2 like Mac …" },
      { because: "browser-old", version: 15 },
    ],
    ["is unknown", { userAgent: "Something/1.0" }, { because: "browser-good", version: undefined }],
  ])("[DIAG5] %s", (_, differing, expected) => {
    expect(browserVerdict({ ...facts, ...differing })).toMatchObject(expected);
  });
});
