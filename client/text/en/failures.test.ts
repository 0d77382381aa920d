import { expect, test } from "bun:test";
import { FAILURES } from "./failures.ts";

test.each(Object.entries(FAILURES))("[XFER9] %s is a sentence on both sides", (_, { out, in: received }) => {
  for (const sentence of [out, received]) expect(sentence).toMatch(/^[A-Z].+[.?]$/);
});

test.each([
  ["no-room", "The other device's disk is full.", "This device's disk is full."],
  ["too-large", "Too large for the other device", "Too large for this"],
  ["unreadable", "This device can no longer read", "The other device can no longer read"],
  ["cannot-save", "The other device could not save it", "This device could not save it"],
] as const)("[XFER9] %s names the device that it happened to", (reason, out, received) => {
  expect(FAILURES[reason].out).toStartWith(out);
  expect(FAILURES[reason].in).toStartWith(received);
});
