import { afterEach, expect, test } from "bun:test";
import { setLanguage } from "./current-language.ts";
import {
  formatBytes,
  formatCount,
  formatCountdown,
  formatList,
  formatMillis,
  formatPercent,
  formatSpan,
  formatSpeed,
} from "./format.ts";
import type { Language } from "./languages.ts";

test.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [999, "999 bytes"],
  [1_000, "1 kB"],
  [1_450, "1.5 kB"],
  [999_499, "999 kB"],
  [999_600, "1 MB"],
  [33_554_432, "33.6 MB"],
  [268_435_456, "268 MB"],
  [1_100_000_000, "1.1 GB"],
  [5e15, "5,000 TB"],
])("%p bytes are %s", (bytes, shown) => {
  expect(formatBytes(bytes)).toBe(shown.replace(" ", "\u00a0"));
});

test.each([
  [0, "0 sec"],
  [11_200, "12 sec"],
  [59_500, "1 min"],
  [130_000, "2 min"],
  [5_400_000, "1.5 hr"],
])("%p ms are %s", (ms, shown) => {
  expect(formatSpan(ms)).toBe(shown.replace(" ", "\u00a0"));
});

test("what takes time takes a millisecond at least", () => {
  expect([0, 0.2, 12.4].map(formatMillis)).toEqual(["0\u00a0ms", "1\u00a0ms", "12\u00a0ms"]);
});

test("a countdown ends at nought", () => {
  expect([272_000, 59_001, 1, -5].map(formatCountdown)).toEqual(["4:32", "1:00", "0:01", "0:00"]);
});

test("a percent is 100 only when everything is there", () => {
  expect([0, 0.999, 1].map(formatPercent)).toEqual(["0%", "99%", "100%"]);
});

test.each([
  [0, "0 kB/s"],
  [120, "0.1 kB/s"],
  [84_000_000, "84 MB/s"],
])("%p bytes in a second are %s", (speed, shown) => {
  expect(formatSpeed(speed)).toBe(shown.replace(" ", "\u00a0"));
});

test("[LANG4] figures, sizes and lists are written as the language that is shown writes them", () => {
  const shown = (language: Language) => {
    setLanguage(language);
    return [formatBytes(1_450_000), formatCount(12_000), formatPercent(0.68), formatList(["a", "b"])];
  };
  expect(shown("de")).toEqual(["1,5\u00a0MB", "12.000", "68\u00a0%", "a und b"]);
  expect(shown("fr")).toEqual(["1,5\u00a0Mo", "12\u202f000", "68\u00a0%", "a et b"]);
  expect(shown("ar")[1]).toBe("12,000");
});

test("[LANG4] spans of time are words in Arabic too", () => {
  setLanguage("ar");
  const shown = [12_000, 60_000, 120_000, 180_000, 5_400_000].map(formatSpan);
  expect(shown).toEqual(["12\u00a0ثانية", "دقيقة", "دقيقتان", "3\u00a0دقائق", "1.5\u00a0ساعة"]);
});

test.each([
  ["ar", /^13\.4\u00a0[^\s/]+\/\u2060ث$/],
  ["ja", /^13\.4\u00a0MB\/\u2060秒$/],
] as const)("[LANG4] a speed in %s stays on one line", (tag, shown) => {
  setLanguage(tag);
  expect(formatSpeed(13_400_000)).toMatch(shown);
});

afterEach(() => {
  setLanguage("en");
});
