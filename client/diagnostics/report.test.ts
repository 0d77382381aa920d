import { expect, test } from "bun:test";
import { serverFacts } from "../testing/server-facts.ts";
import { diagnosticsText, toldOf } from "../text/diagnostics.ts";
import type { Verdicts } from "./checks.ts";
import { reportOf } from "./report.ts";
import { serverRows } from "./server-rows.ts";

const words = {
  title: "Diagnostics · P2P Share",
  note: diagnosticsText.reportNote,
  nameOf: (check: keyof typeof diagnosticsText.checks) => diagnosticsText.checks[check],
  stateOf: (state: keyof typeof diagnosticsText.states) => diagnosticsText.states[state],
  toldOf,
  factsOf: serverRows,
};

test("[DIAG8] a report says what was found and what to do, and names no address and no host", () => {
  const verdicts: Verdicts = {
    websocket: { because: "socket-open", roundTripMs: 3 },
    address: { because: "address-forwarded", ip: "203.0.113.7" },
    stun: { because: "stun-answers", ip: "198.51.100.4" },
    "turn-udp": { because: "relay-silent", host: "coturn.example", port: 3_478, transport: "udp" },
  };
  const server = serverFacts({
    address: { ip: "203.0.113.7", kind: "forwarded" },
    publicUrl: "https://share.example",
    host: "inner.example:8080",
    mdnsName: "attic.local",
    relay: { port: 3_478, tlsPort: 5_349, host: "relay.example" },
  });
  const report = reportOf({ verdicts, server, origin: "https://share.example" }, words);
  expect(report).toContain("[Works] Connection to the server: The server answers in 3 ms.");
  expect(report).toContain("[Fails] Relay over UDP: No answer from <host name> port 3478 over UDP.");
  expect(report).toContain("    Let UDP through to port 3478");
  expect(report).toContain("-p 3478:3478/udp");
  expect(report).toContain("[Checking] Relay over TCP:");
  expect(report).toContain("Version: 1.2.3");
  expect(report).toContain("sees this device as <public IPv4>");
  for (const hidden of ["203.0.113", "198.51", "example", "attic", "`", "\u00a0"]) {
    expect(report).not.toContain(hidden);
  }
});

test("[DIAG8] without a server there is a report too", () => {
  const report = reportOf({ verdicts: {}, server: undefined, origin: "http://192.168.1.5:8080" }, words);
  expect(report).toContain("http://<private IPv4>:8080");
  expect(report).toContain("[Checking] Browser:");
});
