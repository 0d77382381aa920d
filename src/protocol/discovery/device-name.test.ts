import { expect, test } from "bun:test";
import * as v from "valibot";
import { SeededRandom } from "../../testing/seeded-random.ts";
import { cleanDeviceName, DeviceName, MAX_DEVICE_NAME_LENGTH } from "./device-name.ts";

const FAMILY = "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}";

test.each([
  ["  Anna's   Pixel\n", "Anna's Pixel"],
  ["Chrome on Linux 47", "Chrome on Linux 47"],
  ["gpj\u202eexe.scr", "gpjexe.scr"],
  ["a\u0000b\u0007c\u001b[31m", "abc[31m"],
  ["\u2067مريم\u2069", "مريم"],
  ["line\u2028end", "line end"],
  [`${FAMILY} phone`, `${FAMILY} phone`],
  ["half \ud83d", "half"],
  ["e\u200b\u0301", "é"],
  ["", ""],
  [" \u200d\u200c\u3000 ", ""],
  ["\u202e", ""],
  ["x".repeat(50), "x".repeat(40)],
  [`${"x".repeat(39)}\u{1f600}`, "x".repeat(39)],
  [`${"x".repeat(39)} y`, "x".repeat(39)],
  [`${"\u200d".repeat(40)}x`, ""],
])("[NEAR3] %j is shown as %j", (text, name) => {
  expect(cleanDeviceName(text)).toBe(name);
  expect(v.is(DeviceName, name)).toBe(name !== "");
});

const SEED = 20_261_129;

test(`[NEAR3] a cleaned name stays as it is, and only it is taken, seed ${SEED}`, () => {
  const random = new SeededRandom(SEED);
  const pieces = [
    "a",
    " ",
    "\t",
    "é",
    "e\u0301",
    "\u202e",
    "\u200d",
    "\ud83d",
    "\ude00",
    "م",
    "\u0000",
    "中",
  ];
  for (let i = 0; i < 20_000; i++) {
    const text = Array.from({ length: random.below(60) }, () => random.pick(pieces)).join("");
    const name = cleanDeviceName(text);
    expect(cleanDeviceName(name)).toBe(name);
    expect(name.length).toBeLessThanOrEqual(MAX_DEVICE_NAME_LENGTH);
    expect(v.is(DeviceName, text)).toBe(text === name && name !== "");
  }
});
