import { describe, expect, test } from "bun:test";
import type { IceServer, Signal } from "#protocol/signaling/messages.ts";
import type { IceChoice } from "./ice-choice.ts";
import type { Refusal } from "./machine.ts";
import { PathFindings } from "./path-findings.ts";

const STUN: IceServer = { urls: ["stun:nas.local:3478"] };
const RELAY: IceServer = { urls: ["turn:nas.local:3478?transport=udp", "turn:nas.local:3478?transport=tcp"] };
const candidate = (text: string): Signal => ({ type: "signal", candidate: { candidate: text } });
const description = (sdp?: string): Signal => ({ type: "signal", description: { type: "offer", sdp } });

/** As Chromium and Firefox write them. */
const HOST = candidate("candidate:1 1 udp 2122260223 9b36eaac.local 50000 typ host generation 0 ufrag relay");
const REFLEXIVE = candidate("candidate:2 1 udp 1686052607 203.0.113.9 50000 typ srflx raddr 0.0.0.0 rport 0");
const RELAYED = candidate(
  "candidate:3 1 udp 41885439 198.18.0.7 1024 typ relay raddr 0.0.0.0 rport 0 ufrag x",
);
const RELAYED_OVER_TCP = candidate("candidate:4 1 UDP 8191 198.18.0.8 1024 typ relay");
const DESCRIBED = description("v=0\r\na=candidate:3 1 udp 41885439 198.18.0.7 1024 typ relay\r\na=mid:0\r\n");

interface Found {
  readonly sent?: readonly Signal[];
  readonly received?: readonly Signal[];
  readonly failed?: readonly (readonly [url: string, code: number])[];
  readonly servers?: readonly IceServer[];
  readonly choice?: IceChoice;
}

function problemOf({
  sent = [],
  received = [],
  failed = [],
  servers = [STUN, RELAY],
  choice = "all",
}: Found) {
  const findings = new PathFindings();
  for (const signal of sent) findings.sent(signal);
  for (const signal of received) findings.received(signal);
  for (const [url, code] of failed) findings.serverFailed(url, code);
  return findings.problem(servers, choice);
}

const relay = { host: "nas.local", port: 3_478 };

describe("without a path", () => {
  test.each<[string, Found, Refusal]>([
    ["there is no relay", { servers: [STUN] }, { problem: "cannot-connect" }],
    ["there is no server at all", { servers: [] }, { problem: "cannot-connect" }],
    ["this device is not at the relay", { sent: [HOST, REFLEXIVE] }, { problem: "relay-unreachable", relay }],
    ["nobody is", { received: [HOST] }, { problem: "relay-unreachable", relay }],
    [
      "the other one is not",
      { sent: [HOST, RELAYED], received: [HOST, REFLEXIVE, description("v=0"), description()] },
      { problem: "relay-unreachable-there" },
    ],
    ["both are", { sent: [RELAYED], received: [HOST, RELAYED_OVER_TCP] }, { problem: "relay-failed" }],
    [
      "both say so in descriptions",
      { sent: [DESCRIBED], received: [DESCRIBED] },
      { problem: "relay-failed" },
    ],
    [
      "one wishes for another connection",
      { sent: [{ type: "signal", renew: 1 }] },
      { problem: "relay-unreachable", relay },
    ],
  ])("[PAGE10] the reason is told: %s", (_, found, refusal) => {
    expect(problemOf(found)).toEqual(refusal);
  });

  test.each<[string, Found, Refusal]>([
    [
      "it refuses",
      { failed: [["turn:nas.local:3478?transport=udp", 486]] },
      { problem: "relay-refused", relay: { ...relay, answer: 486 } },
    ],
    [
      "none comes",
      { failed: [["turn:nas.local:3478?transport=udp", 701]] },
      { problem: "relay-unreachable", relay },
    ],
    [
      "STUN's is an error",
      { failed: [["stun:nas.local:3478", 400]] },
      { problem: "relay-unreachable", relay },
    ],
    [
      "it refuses on one way and not on another",
      { sent: [RELAYED], failed: [["turn:nas.local:3478?transport=udp", 486]] },
      { problem: "relay-unreachable-there" },
    ],
    [
      "another relay refuses",
      { failed: [["turns:[2001:db8::7]?transport=tcp", 401]] },
      { problem: "relay-refused", relay: { host: "[2001:db8::7]", port: 5_349, answer: 401 } },
    ],
  ])("[PAGE10] the relay's answer counts: %s", (_, found, refusal) => {
    expect(problemOf(found)).toEqual(refusal);
  });

  test.each<[string, Found, Refusal]>([
    ["the relay only, and there is none", { choice: "relay", servers: [STUN] }, { problem: "relay-missing" }],
    ["the relay only", { choice: "relay" }, { problem: "relay-unreachable", relay, relayOnly: true }],
    [
      "the relay only, which refuses",
      { choice: "relay", failed: [["turn:nas.local", 486]] },
      { problem: "relay-refused", relay: { ...relay, answer: 486 }, relayOnly: true },
    ],
    [
      "the relay only, and the other one is not there",
      { choice: "relay", sent: [RELAYED] },
      { problem: "relay-unreachable-there", relayOnly: true },
    ],
    [
      "the relay only, and nothing passes",
      { choice: "relay", sent: [RELAYED], received: [RELAYED] },
      { problem: "relay-failed", relayOnly: true },
    ],
    ["direct paths only", { choice: "direct", received: [RELAYED] }, { problem: "no-direct-path" }],
    [
      "direct paths only, and there is no relay",
      { choice: "direct", servers: [STUN] },
      { problem: "cannot-connect" },
    ],
  ])("[PAGE9] the page's address may be why: %s", (_, found, refusal) => {
    expect(problemOf(found)).toEqual(refusal);
  });

  const far = { host: "far.example", port: 13_478 };
  test.each<[string, Pick<Found, "failed">, readonly string[], object]>([
    ["not localhost", {}, ["turn:localhost:3478", "turn:nas.local"], relay],
    ["not 127.0.0.1", {}, ["turn:127.0.0.1", "turn:nas.local"], relay],
    ["not [::1]", {}, ["turn:[::1]:3478?transport=udp", "turn:nas.local"], relay],
    ["localhost where there is no other", {}, ["turn:localhost"], { host: "localhost", port: 3_478 }],
    [
      "a host that only begins like it",
      {},
      ["turn:localhost.lan", "turn:nas.local"],
      { host: "localhost.lan", port: 3_478 },
    ],
    [
      "the one without an answer",
      { failed: [["turn:far.example:13478", 701]] },
      ["turn:nas.local", "turn:far.example:13478"],
      far,
    ],
    [
      "the one without an answer that is not this device itself",
      {
        failed: [
          ["turn:localhost", 701],
          ["turn:far.example:13478", 701],
          ["turn:127.0.0.1", 701],
        ],
      },
      ["turn:localhost", "turn:nas.local", "turn:far.example:13478"],
      far,
    ],
    [
      "another one than localhost without an answer",
      { failed: [["turn:localhost", 701]] },
      ["turn:localhost", "turn:nas.local"],
      relay,
    ],
    ["no STUN server", { failed: [["stun:far.example:13478", 701]] }, ["turn:nas.local"], relay],
  ])("[PAGE10] of several relays the one that matters is named: %s", (_, found, urls, named) => {
    const servers = [STUN, { urls: [...urls] }];
    expect(problemOf({ ...found, servers })).toEqual({
      problem: "relay-unreachable",
      relay: named,
    } as Refusal);
  });

  test("[PAGE10] an answer tells more than none, whichever comes first", () => {
    const none = ["turn:far.example:13478", 701] as const;
    const refusal = ["turn:nas.local:3478", 486] as const;
    for (const failed of [
      [none, refusal],
      [refusal, none],
    ]) {
      expect(problemOf({ failed })).toEqual({ problem: "relay-refused", relay: { ...relay, answer: 486 } });
    }
  });

  test.each([
    ["turn:coturn.example", { host: "coturn.example", port: 3_478 }],
    ["turns:coturn.example", { host: "coturn.example", port: 5_349 }],
    ["turn:10.0.0.1:13478", { host: "10.0.0.1", port: 13_478 }],
    ["turn:[fd00::2]:3478?transport=tcp", { host: "[fd00::2]", port: 3_478 }],
  ])("[PAGE10] %s is named by host and port", (url, named) => {
    expect(problemOf({ servers: [STUN, { urls: url }] })).toEqual({
      problem: "relay-unreachable",
      relay: named,
    });
  });
});
