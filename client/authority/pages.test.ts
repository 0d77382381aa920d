import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isLanguage, LANGUAGES } from "../text/languages.ts";

const pages = new Map(
  await Promise.all(
    readdirSync(import.meta.dir)
      .filter((name) => name.endsWith(".html"))
      .map(async (name) => {
        const page = await Bun.file(join(import.meta.dir, name)).text();
        return [name.replace(".html", ""), page] as const;
      }),
  ),
);
const english = pages.get("en") ?? "";
const others = [...pages].filter(([tag]) => tag !== "en");

/** Attributes that hold words, or which language it is. */
const OWN = / (aria-label|lang|dir|aria-current)="[^"]*"/g;

/** Everything but the words: tags with what they hold besides, placeholders, commands and paths, in their order. */
const bonesOf = (page: string) =>
  page
    .replace(/ {2,}|\n/g, "")
    .match(/<code>[^<]*<\/code>|<[^>]+>|\{\{\w+\}\}/g)
    ?.map((part) => part.replace(OWN, ""));

/** Words besides names and commands, one text a line. */
const wordsOf = (page: string) =>
  page
    .replace(/<nav.*?<\/nav>|<code>[^<]*<\/code>/gs, "")
    .split(/<[^>]+>|\{\{\w+\}\}/)
    .map((part) => part.replace(/\s+/g, " ").trim())
    .filter((part) => /\p{L}{2}/u.test(part));

test("[LANG10] there are pages of the authority to compare", () => {
  expect(english).toContain("{{fingerprint}}");
  expect(others.length).toBeGreaterThan(2);
});

test.each(others)("[LANG10] %s has the links, placeholders and commands of the English page", (_, page) => {
  expect(bonesOf(page)?.toSorted()).toEqual(bonesOf(english)?.toSorted() ?? []);
  expect(bonesOf(page)?.filter(isFixed)).toEqual(bonesOf(english)?.filter(isFixed) ?? []);
});

/** What stands in the same place in each language; within a sentence a word or a link may change places. */
const isFixed = (part: string) => !/^<\/?(a|b|code)\b|^\{\{name\}\}/.test(part) || /data-/.test(part);

test.each([...pages])(
  "[LANG10] %s says which language it is, and offers each by its own name",
  (tag, page) => {
    if (!isLanguage(tag)) throw new Error(`${tag} is no language of the product`);
    expect(page).toContain(`<html lang="${tag}" dir="${LANGUAGES[tag].direction}">`);
    const links = [...page.matchAll(/<a href="\/ca\?lang=([\w-]+)" lang="([\w-]+)"([^>]*)>([^<]+)<\/a>/g)];
    expect(links.map(([, to, lang, current, name]) => [to, lang, current, name])).toEqual(
      Object.entries(LANGUAGES).map(([to, { name }]) => [
        to,
        to,
        to === tag ? ' aria-current="true"' : "",
        name,
      ]),
    );
  },
);

test.each(others)("[LANG10] %s says each sentence in its own words", (_, page) => {
  const names = ["Windows", "macOS", "Linux", "Android", "P2P Share"];
  const same = wordsOf(page).filter((words) => wordsOf(english).includes(words));
  expect(same.filter((words) => !names.includes(words))).toEqual([]);
});
