import { expect, test } from "bun:test";
import { english as text } from "./index.ts";

test("[PAGE10] a relay that does not answer is named with what mends it", () => {
  const said = text.mendRelay({ host: "nas.local", port: 3_478 });
  for (const word of [
    "port 3478 of nas.local",
    "UDP and TCP",
    "-p 3478:3478",
    "-p 3478:3478/udp",
    "EXTERNAL_HOST",
  ]) {
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

test.each([
  [1, 0, "1 file, 5 B"],
  [2_000, 0, "2,000 files, 5 B"],
  [0, 1, "1 text, 5 B"],
  [3, 2, "3 files and 2 texts, 5 B"],
])("[PAGE14] %i files and %i texts are counted apart", (files, texts, said) => {
  expect(text.transfer.files(files, texts, "5 B")).toBe(said);
});

test("[PAGE14] a text is announced with as many characters as it has bytes at most", () => {
  expect(text.offer.textOf(1)).toBe("A text of one character");
  expect(text.offer.textOf(1_200)).toBe("A text, up to 1,200 characters");
});

test("[LANG1] a device without a name starts a sentence with a capital, and a name stays as it is", () => {
  const { title } = text.offer;
  expect([title(text.transfer.otherDevice), title("anna's phone")]).toEqual([
    "The other device sends you",
    "anna's phone sends you",
  ]);
});

test("[LANG1] a device that joins has no capital within a sentence, and a name stays as it is", () => {
  const { unnamed, giveUp, progress } = text.several;
  expect([giveUp(unnamed), progress(unnamed)]).toEqual([
    "Cancel for a device that joins",
    "Progress to a device that joins",
  ]);
  expect(giveUp("A device")).toBe("Cancel for A device");
});
