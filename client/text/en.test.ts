import { expect, test } from "bun:test";
import { text } from "./en.ts";

test("[PAGE10] a relay that does not answer is named with what mends it", () => {
  const said = text.mendRelay({ host: "nas.local", port: 3_478 });
  for (const word of ["port 3478 of nas.local", "UDP and TCP", "-p 3478:3478", "/udp", "EXTERNAL_HOST"]) {
    expect(said).toContain(word);
  }
});

test.each([
  ["relay-unreachable", ""],
  ["relay-refused", ""],
  ["relay-unreachable-there", "This one is."],
  ["relay-failed", "Both are at the relay"],
] as const)("[PAGE9] %s of a page that tries the relay only blames its address", (problem, start) => {
  const said = text.relayOnly(problem);
  expect(said).toStartWith(start);
  expect(said).toContain("This page tries the relay only, because its address says ?ice=relay.");
  expect(said).toEndWith("Open it without that to try direct paths too.");
  expect(said).not.toContain("no direct path");
});

test.each([
  [401, "TURN_SECRET"],
  [486, "TURN_USER_QUOTA"],
  [508, "TURN_TOTAL_QUOTA"],
  [500, "server's log"],
])("[PAGE10] a relay that answers with %i is named with what mends it", (answer, word) => {
  const said = text.mendRelay({ host: "nas.local", port: 3_478, answer });
  expect(said).toContain(`nas.local answers with error ${answer}`);
  expect(said).toContain(word);
});
