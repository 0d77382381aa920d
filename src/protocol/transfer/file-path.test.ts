import { describe, expect, test } from "bun:test";
import { SeededRandom } from "../../testing/seeded-random.ts";
import { nameKey, safeFileName } from "./file-name.ts";
import { archiveName, safeFolders, UniquePaths } from "./file-path.ts";

const SEED = 78;
const bytesOf = (text: string) => new TextEncoder().encode(text).byteLength;

test.each([
  ["an ordinary folder", "photos", ["photos"]],
  ["folders in folders", "photos/2026/May", ["photos", "2026", "May"]],
  ["a slash at either end", "/photos/2026/", ["photos", "2026"]],
  ["a way up", "../../etc", ["etc"]],
  ["a way up in the middle", "a/../../b", ["a", "b"]],
  ["a Windows way up", "..\\..\\Windows", ["Windows"]],
  ["a way up behind an invisible mark", "\u200b../..\u202e/x", ["x"]],
  ["a way up with blanks", "a/.. /. ./ ../b", ["a", "b"]],
  ["dots that mean nothing", "./a/./b/.", ["a", "b"]],
  ["an absolute path", "/etc/cron.d", ["etc", "cron.d"]],
  ["a drive", "C:\\temp", ["C_", "temp"]],
  ["a share", "\\\\server\\share", ["server", "share"]],
  ["devices", "con/LPT1.old/console", ["_con", "_LPT1.old", "console"]],
  ["what Windows forbids", "a<b/c:d", ["a_b", "c_d"]],
  ["dots and blanks at the end", "a. ./b ", ["a", "b"]],
  ["a hidden folder", ".git/hooks", [".git", "hooks"]],
  ["a decomposed umlaut", "Mu\u0308ll", ["Müll"]],
  ["nothing", "///", []],
])("[XFER20] folders: %s", (_, sent, safe) => {
  expect(safeFolders(sent)).toEqual(safe);
});

test("[XFER20] folders go 32 deep and 760 bytes long, and no further", () => {
  expect(safeFolders("a/".repeat(500))).toHaveLength(32);
  const long = safeFolders(`${"ä".repeat(100)}/`.repeat(20));
  expect(long).toEqual(["ä".repeat(100), "ä".repeat(100), "ä".repeat(100)]);
});

const HOSTILE = [
  "../",
  "..\\",
  "/",
  "\\",
  "..",
  ".",
  " ",
  "\0",
  "con",
  "C:",
  "\u202e",
  "\u200b",
  "a",
  "A",
  "🎉",
  "\ud83d",
  "x".repeat(90),
];

test(`[XFER20] 20,000 hostile paths stay below the folder, and come out the same again, seed ${SEED}`, () => {
  const random = new SeededRandom(SEED);
  for (let i = 0; i < 20_000; i++) {
    const path = Array.from({ length: 1 + random.below(12) }, () => random.pick(HOSTILE)).join("");
    const folders = safeFolders(path);
    for (const folder of folders) expect(folder).not.toMatch(/[/\\\0<>:"|?*\p{Cc}]|^\.{0,2}$|[. ]$/u);
    expect(bytesOf(folders.join("/"))).toBeLessThanOrEqual(760);
    expect(safeFolders(folders.join("/"))).toEqual(folders);
  }
});

describe("unique paths", () => {
  const placed = (...files: readonly (readonly [path: string, name: string])[]) => {
    const paths = new UniquePaths();
    return files.map(([path, name]) => paths.place(safeFolders(path), name));
  };

  test.each([
    [
      "the same name in other folders",
      [
        ["a", "x.txt"],
        ["b", "x.txt"],
      ],
      ["a/x.txt", "b/x.txt"],
    ],
    [
      "the same name twice",
      [
        ["a", "x.txt"],
        ["a", "x.txt"],
        ["a", "x.txt"],
      ],
      ["a/x.txt", "a/x (1).txt", "a/x (2).txt"],
    ],
    [
      "a name that differs in case",
      [
        ["", "X.txt"],
        ["", "x.TXT"],
      ],
      ["X.txt", "x (1).TXT"],
    ],
    [
      "a number that is taken",
      [
        ["", "x (1)"],
        ["", "x"],
        ["", "x"],
      ],
      ["x (1)", "x", "x (2)"],
    ],
    [
      "a folder that differs in case",
      [
        ["Pics", "x"],
        ["pics", "X"],
      ],
      ["Pics/x", "Pics/X (1)"],
    ],
    [
      "a file where a folder is",
      [
        ["a/b", "x"],
        ["a", "B"],
      ],
      ["a/b/x", "a/B (1)"],
    ],
    [
      "a folder where a file is",
      [
        ["a", "b"],
        ["a/B", "x"],
        ["a/b", "y"],
      ],
      ["a/b", "a/B (1)/x", "a/B (1)/y"],
    ],
  ] as const)("[XFER20] %s", (_, files, paths) => {
    expect(placed(...files)).toEqual([...paths]);
  });

  test("[XFER20] a name of 255 bytes stays within them with its number and its extension", () => {
    const name = `${"ä".repeat(125)}x.pdf`;
    const [, second] = placed(["", name], ["", name]);
    expect(bytesOf(name)).toBe(255);
    expect(bytesOf(second ?? "")).toBeLessThanOrEqual(255);
    expect(second).toEndWith("ä (1).pdf");
  });

  test(`[XFER20] 10,000 hostile files get 10,000 paths, and none is a folder too, seed ${SEED}`, () => {
    const random = new SeededRandom(SEED);
    const paths = new UniquePaths();
    const files = new Set<string>();
    const folders = new Set<string>();
    const some = () => Array.from({ length: 1 + random.below(4) }, () => random.pick(HOSTILE)).join("");
    for (let i = 0; i < 10_000; i++) {
      const path = nameKey(paths.place(safeFolders(some()), safeFileName(some())));
      expect(safeFolders(path).join("/")).toBe(path);
      files.add(path);
      for (let at = path.indexOf("/"); at > 0; at = path.indexOf("/", at + 1)) folders.add(path.slice(0, at));
    }
    expect(files.size).toBe(10_000);
    expect([...files].filter((path) => folders.has(path))).toEqual([]);
  });
});

test.each([
  ["all below one folder", [["pics"], ["pics", "may"]], "pics.zip"],
  ["two folders", [["pics"], ["docs"]], "files.zip"],
  ["a file beside a folder", [["pics"], []], "files.zip"],
  ["no folders", [[], []], "files.zip"],
])("[XFER20] an archive's name, %s", (_, folders, name) => {
  expect(archiveName(folders.map((list) => ({ folders: list })))).toBe(name);
});
