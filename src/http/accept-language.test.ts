import { expect, test } from "bun:test";
import { acceptedLanguages, languageAmong } from "./accept-language.ts";

const AVAILABLE = ["ar", "de", "en", "es", "fr", "ja", "zh-Hans"];

test.each([
  ["de-AT,de;q=0.9,en;q=0.8", ["de-at", "de", "en"]],
  ["en;q=0.1, FR ; q=0.7, es;q=0", ["fr", "en"]],
  ["*", ["*"]],
  ["", [""]],
  ["de;q=often", []],
  [null, [""]],
])("[LANG9] Accept-Language: %p asks for %p", (field, tags) => {
  expect(acceptedLanguages(field)).toEqual(tags);
});

test.each([
  [["de-AT"], "de"],
  [["pt-BR", "es-419"], "es"],
  [["zh-CN"], "zh-Hans"],
  [["zh"], "zh-Hans"],
  [["ZH-hans-SG"], "zh-Hans"],
  [["zh-TW", "ja"], "ja"],
  [["zh-Hant-HK", "en"], "en"],
  [["*", "", "../de", "deutsch"], undefined],
  [[], undefined],
])("[LANG9] of what there is, %p gets %p", (wished, language) => {
  expect(languageAmong(wished, AVAILABLE)).toBe(language);
});

test("[LANG9] what there is not is not found", () => {
  expect(languageAmong(["zh-CN", "de"], ["en", "de"])).toBe("de");
});
