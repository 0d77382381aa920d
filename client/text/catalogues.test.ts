import { afterEach, expect, test } from "bun:test";
import { differencesBetween, type Leaf, leavesOf } from "../testing/word-leaves.ts";
import { formsOf, type Said, trialsOf } from "../testing/word-samples.ts";
import type { Catalogue } from "./catalogue.ts";
import { setLanguage } from "./current-language.ts";
import { diagnosticsCatalogue } from "./diagnostics.ts";
import { LANGUAGES, type Language } from "./languages.ts";
import { pageCatalogue } from "./text.ts";

const CATALOGUES: Readonly<Record<string, Catalogue<object>>> = {
  page: pageCatalogue,
  diagnostics: diagnosticsCatalogue,
};

/** Words that are the same as in English and right so. */
const SAME: Partial<Record<Language, readonly string[]>> = {
  de: [
    ...["transfer.text", "code.codeLabel", "transfer.archive", "checks.browser", "facts.version"],
    ...["nearby.kind.tablet", "nearby.kind.computer", "frame.about.version"],
  ],
  es: ["transfer.archive", "facts.no"],
  fr: [
    ...["transfer.archive", "code.codeLabel", "facts.version", "frame.about.version"],
    ...["frame.menu.open", "frame.toasts"],
  ],
  "zh-Hans": ["transfer.archive"],
  ja: ["transfer.archive"],
  ar: ["transfer.archive"],
};

const LATIN = /^(en|de|es|fr)$/;
const ENDS = /[.?:。？：؟]$/;
const LANGUAGE_OF_SIGNS: Partial<Record<Language, RegExp>> = {
  "zh-Hans": /[。？：]$/,
  ja: /[。？：]$/,
  ar: /[.؟:]$/,
};

const loaded = await Promise.all(
  Object.entries(CATALOGUES).flatMap(([part, catalogue]) =>
    (Object.keys(LANGUAGES) as Language[]).map(async (language) => ({
      part,
      language,
      english: await catalogue.wordsIn("en"),
      words: await catalogue.wordsIn(language),
    })),
  ),
);
const translated = loaded.filter(({ english, words, language }) => language !== "en" && words !== english);
const rowOf = (entry: (typeof loaded)[number]) => [entry.language, entry.part, entry] as const;
const table = translated.map(rowOf);

/** Every try of a word, in English and in another language, side by side. */
function pairsOf({ language, english, words }: (typeof loaded)[number]) {
  const others = leavesOf(words);
  return [...leavesOf(english)].flatMap(([path, leaf]) => {
    setLanguage("en");
    const originals = trialsOf(leaf, leaf);
    setLanguage(language);
    const its = trialsOf(others.get(path) as Leaf, leaf);
    return originals.map((original, i) => ({ path, original, its: its[i] as Said }));
  });
}

/** The sentences of both, of those pairs that a check finds wrong. */
const wrong = (
  entry: (typeof loaded)[number],
  isWrong: (english: string, said: string, its: Said, original: Said, path: string) => boolean,
) =>
  pairsOf(entry).flatMap(({ path, original, its }) =>
    original.sentences.flatMap((english, i) => {
      const said = its.sentences[i] ?? "";
      return isWrong(english, said, its, original, path) ? [`${path}: ${said}`] : [];
    }),
  );

/** A sentence without what was put into it and without what is to be typed. */
const bare = (said: string, { values }: Said) =>
  values
    .flat()
    .flatMap(formsOf)
    .toSorted((one, two) => two.length - one.length)
    .reduce((rest, form) => (form === "" ? rest : rest.replaceAll(form, "x")), said.replace(/`[^`]*`/g, "x"));

const marksOf = (said: string) =>
  (said.match(/`[^`]+`|\{\w+\}|\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|\?ice=\w+/g) ?? []).toSorted();

afterEach(() => {
  setLanguage("en");
});

test("[LANG5] there are catalogues to compare", () => {
  expect(translated.length).toBe(12);
});

test.each(table)(
  "[LANG5] %s has the keys of the %s in English, each with the same values",
  (_, __, entry) => {
    expect(differencesBetween(entry.english, entry.words)).toEqual([]);
  },
);

test("[LANG5] a missing key, one too many and another kind are found", () => {
  const english = { a: { b: "B", c: (count: number) => `${count}` }, d: "D" };
  const other = { a: { c: () => "" }, d: "D", e: { f: "F" } };
  expect(differencesBetween(english, other)).toEqual([
    "a.b is missing",
    "e.f is not in English",
    "a.c takes other values than in English",
  ]);
});

test.each(table)(
  "[LANG6] %s says something for each word of the %s, in its own words",
  (language, _, entry) => {
    expect(wrong(entry, (english, said) => (said === "") !== (english === ""))).toEqual([]);
    const same = wrong(
      entry,
      (english, said, its) => said === english && /\p{Ll}/u.test(bareOfMarks(said, its)),
    );
    const allowed = SAME[language] ?? [];
    const paths = [...new Set(same.map((line) => line.split(": ")[0] ?? ""))];
    expect(paths.filter((path) => !allowed.includes(path))).toEqual([]);
  },
);

/** Without product names and without the x that `bare` puts in. */
const bareOfMarks = (said: string, its: Said) => bare(said, its).replace(/P2P Share|x/g, "");

test.each(table)("[LANG6] %s says what was put into a word of the %s", (_, __, entry) => {
  const lost = wrong(entry, (english, said, its, original) =>
    original.values.some((value, i) => {
      // One thing or two may be said without a figure.
      if (typeof value === "number" && value < 3) return false;
      setLanguage("en");
      const isInEnglish = formsOf(value).some((form) => english.includes(form));
      setLanguage(entry.language);
      return isInEnglish && !formsOf(its.values[i]).some((form) => said.includes(form));
    }),
  );
  expect(lost).toEqual([]);
});

test.each(table)("[LANG6] %s keeps slots, settings and what is to be typed on the %s", (_, __, entry) => {
  expect(wrong(entry, (english, said) => marksOf(english).join() !== marksOf(said).join())).toEqual([]);
});

test.each(table)(
  "[LANG6] %s begins and ends a sentence of the %s where English does",
  (language, _, entry) => {
    const ends = LANGUAGE_OF_SIGNS[language] ?? /[.?:]$/;
    expect(wrong(entry, (english, said, its) => ENDS.test(english) !== ends.test(bare(said, its)))).toEqual(
      [],
    );
    if (!LATIN.test(language)) return;
    const isLow = (said: string, its: Said) =>
      /^[\p{P}]*\p{Ll}/u.test(said) && !bare(said, its).startsWith("x");
    expect(wrong(entry, (english, said, its) => /^\p{Lu}/u.test(english) && isLow(said, its))).toEqual([]);
  },
);

test.each([...loaded.filter(({ language }) => language === "en").map(rowOf), ...table])(
  "[LANG6] %s is written with its own signs on the %s",
  (language, _, entry) => {
    const slips = [/\s\s/, /[.。]{2}/, /[!！¡]/, /\s[.,。、،]/, ...(SLIPS[language] ?? [/["']/])];
    const found = wrong(entry, (_english, said, its) => slips.some((slip) => slip.test(bare(said, its))));
    expect(found).toEqual([]);
  },
);

/** What a language does not write, besides what none of them does. */
const SLIPS: Partial<Record<Language, readonly RegExp[]>> = {
  en: [/"/],
  fr: [
    /["'“”]/,
    /[^\u202f\u00a0][;»]/,
    /[^\u202f\u00a0]\?(?!\w)/,
    /[^\u202f\u00a0]:(?=\s|$)/,
    /«[^\u202f\u00a0]/,
  ],
  de: [/["'”«»]/],
};

test.each(translated.filter(({ part }) => part === "page").map((entry) => [entry.language, entry] as const))(
  "[LANG1] in %s a device without a name starts a sentence with a capital",
  (language, { words, english }) => {
    if (!LATIN.test(language)) return;
    setLanguage(language);
    const { otherDevice } = (words as typeof pageCatalogue.words).transfer;
    for (const [path, leaf] of leavesOf(words)) {
      if (typeof leaf === "string" || !/^\(device\b/.test(String(leavesOf(english).get(path)))) continue;
      for (const said of saidOf(leaf, otherDevice)) expect(`${path}: ${said}`).toMatch(/: \p{Lu}/u);
    }
  },
);

function saidOf(leaf: Exclude<Leaf, string>, device: string): readonly string[] {
  const said: unknown = (leaf as (...values: unknown[]) => unknown)(device, 7, 3, "5 MB");
  return typeof said === "string" ? [said] : Object.values(said as object).map(String);
}
