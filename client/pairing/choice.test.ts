import { expect, test } from "bun:test";
import { MAX_TEXT_BYTES } from "#protocol/transfer/limits.ts";
import { choiceOfFiles, choiceOfText } from "./choice.ts";

/** A file as a folder dialog gives it. */
const within = (webkitRelativePath: string) =>
  Object.assign(new File(["x"], webkitRelativePath.split("/").at(-1) ?? ""), { webkitRelativePath });

const pathsOf = ({ files }: ReturnType<typeof choiceOfFiles>) =>
  files.map(({ name, path }) => (path === undefined ? name : `${path}/${name}`));

test("[PAGE16] a chosen folder keeps its paths, and each folder's files stand together by name", () => {
  const paths = ["a/b/10.txt", "a/1.txt", "a/b/c/4.txt", "a/3.txt", "a/b/9.txt"];
  expect(pathsOf(choiceOfFiles(paths.map(within)))).toEqual([
    "a/1.txt",
    "a/3.txt",
    "a/b/9.txt",
    "a/b/10.txt",
    "a/b/c/4.txt",
  ]);
});

test("[PAGE16] files by themselves have no path, and stay in the order of their choice", () => {
  const { files } = choiceOfFiles(["notes.pdf", "a.pdf"].map(within));
  expect(files).toMatchObject([{ name: "notes.pdf" }, { name: "a.pdf" }]);
  expect(files[0]).not.toHaveProperty("path");
});

test("[PAGE14] a text is sent as a text, byte for byte", async () => {
  const { files } = choiceOfText("Grüße, 世界\r\n");
  expect(files).toMatchObject([{ name: "Text", isText: true }]);
  expect(await files[0]?.blob.text()).toBe("Grüße, 世界\r\n");
});

test("[PAGE14] a text over the limit is sent as a file, and an empty one not at all", () => {
  const longest = "x".repeat(MAX_TEXT_BYTES);
  expect(choiceOfText(longest).files[0]).toHaveProperty("isText", true);
  const [file] = choiceOfText(`${longest}x`).files;
  expect(file).toMatchObject({ name: "Text.txt" });
  expect(file).not.toHaveProperty("isText");
  expect(choiceOfText("").files).toEqual([]);
});
