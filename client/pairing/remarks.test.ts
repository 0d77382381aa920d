import { expect, test } from "bun:test";
import { MAX_FILES } from "#protocol/transfer/limits.ts";
import type { Choice } from "./choice.ts";
import { isTooMuch, remarksOn } from "./remarks.ts";

const file = { name: "a", blob: new Blob(["a"]) };
const choice = (part: Partial<Choice>): Choice => ({ files: [], emptyFolders: [], unreadable: [], ...part });

test("[PAGE16] nothing is said where all is sent", () => {
  expect(remarksOn(choice({ files: [file] }))).toEqual([]);
});

test("[PAGE16] what is left out is named, and of a long list the first names and how many more", () => {
  const [empty, unreadable] = remarksOn(
    choice({ files: [file], emptyFolders: ["a/b"], unreadable: ["1", "2", "3", "4", "5"] }),
  );
  expect(empty).toBe("An empty folder is not sent: “a/b”.");
  expect(unreadable).toBe("This browser cannot read “1”, “2”, “3”, and 2 more. It is not sent.");
});

test("[PAGE16] a choice of nothing, and one of too much, say so", () => {
  expect(remarksOn(choice({}))).toEqual(["There is nothing in it to send."]);
  const most = choice({ files: Array.from({ length: MAX_FILES }, () => file) });
  expect([isTooMuch(most), remarksOn(most)]).toEqual([false, []]);
  const more = choice({ files: [...most.files, file] });
  expect(isTooMuch(more)).toBe(true);
  expect(remarksOn(more)[0]).toStartWith("At most 10,000 files");
});
