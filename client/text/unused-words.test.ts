import { expect, test } from "bun:test";
import { join } from "node:path";
import { leavesOf } from "../testing/word-leaves.ts";
import { unusedWords } from "../testing/word-uses.ts";
import { englishDiagnostics } from "./en/diagnostics.ts";
import { english } from "./en/index.ts";

const CLIENT = join(import.meta.dir, "..");

/** By the name that the product's sources import it by. */
const CATALOGUES = { text: english, diagnosticsText: englishDiagnostics };

const SOURCES = await Promise.all(
  [...new Bun.Glob("**/*.{ts,tsx}").scanSync({ cwd: CLIENT })]
    .filter((path) => !/\.test\.ts$|^(browser-tests|benchmarks|testing|dist)\/|^text\/[^/]+\//.test(path))
    .map((path) => Bun.file(join(CLIENT, path)).text()),
);

test.each(Object.entries(CATALOGUES))("[LANG7] every word of %s is used", (name, catalogue) => {
  expect(unusedWords(leavesOf(catalogue).keys(), SOURCES, name)).toEqual([]);
});

test("[LANG7] there is no catalogue besides them", () => {
  const made = SOURCES.flatMap((source) => source.match(/= makeCatalogue\b/g) ?? []);
  expect(made.length).toBe(Object.keys(CATALOGUES).length);
});

test.each([
  ["a word", "text.home.title", ["home.more", "problem.a.title", "problem.a.body", "problem.b.title"]],
  ["a group as a whole", "{...text.home}", ["problem.a.title", "problem.a.body", "problem.b.title"]],
  ["one of each kind", "text.problem[kind()[0]].title", ["home.title", "home.more", "problem.a.body"]],
  [
    "one of one kind",
    'text.problem["a"].body',
    ["home.title", "home.more", "problem.a.title", "problem.b.title"],
  ],
  [
    "a group by another name",
    "const { home, problem: { } } = other; const home = text.home; home.more",
    ["home.title", "problem.a.title", "problem.a.body", "problem.b.title"],
  ],
  [
    "parts by their names",
    "const { a, b: c } = text.problem; a.body; c.title;",
    ["home.title", "home.more", "problem.a.title"],
  ],
  [
    "nothing in a comment",
    "/* text.home */",
    ["home.title", "home.more", "problem.a.title", "problem.a.body", "problem.b.title"],
  ],
])("[LANG7] a source that uses %s uses no more", (_, code, unused) => {
  const words = ["home.title", "home.more", "problem.a.title", "problem.a.body", "problem.b.title"];
  expect(unusedWords(words, [`import { text } from "./text.ts";\n${code}`], "text")).toEqual(unused);
});
