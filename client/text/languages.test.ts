import { expect, test } from "bun:test";
import { LANGUAGES, type Language, languageFor } from "./languages.ts";
import { PLURAL_FORMS } from "./plural.ts";

test.each([
  [["de-AT", "en"], "de"],
  [["pt-BR", "fr-CA", "en"], "fr"],
  [["zh-CN"], "zh-Hans"],
  [["zh-Hant-TW", "ja"], "ja"],
  [["zh-HK"], "en"],
  [["ar-EG"], "ar"],
  [["constructor", "nl"], "en"],
  [[], "en"],
] as const)("[LANG2] who reads %p is shown %s", (wished, shown) => {
  expect(languageFor(wished)).toBe(shown);
});

test.each(Object.keys(LANGUAGES) as Language[])(
  "[LANG3] %s has the plural forms that it counts by",
  (tag) => {
    const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
    expect([...PLURAL_FORMS[tag]].sort() as string[]).toEqual([...pluralCategories].sort());
  },
);
