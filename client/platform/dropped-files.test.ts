import { expect, test } from "bun:test";
import { MAX_FILES } from "#protocol/transfer/limits.ts";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import { settled } from "../../src/testing/test-signaling.ts";
import { WAITS } from "../session/waits.ts";
import { readTransfer } from "./dropped-files.ts";

const reading = { found() {}, signal: new AbortController().signal };

/** Browsers give a folder's entries in batches of a hundred; here of two, so that a few files make several. */
const BATCH = 2;

type Tree = { readonly [name: string]: Tree | "file" | "unreadable" | "silent" };

/** An entry of a file system that exists only here. */
function entry(name: string, content: Tree[string]): FileSystemEntry {
  const made =
    typeof content === "string"
      ? { name, isFile: true, isDirectory: false, file: fileGiver(name, content) }
      : { name, isFile: false, isDirectory: true, createReader: () => reader(content) };
  return made as Partial<FileSystemEntry> as FileSystemEntry;
}

function fileGiver(name: string, content: "file" | "unreadable" | "silent") {
  return (give: (file: File) => void, refuse: (error: Error) => void) => {
    if (content === "file") give(new File([name], name));
    else if (content === "unreadable") refuse(new Error("not readable"));
  };
}

function reader(tree: Tree) {
  const entries = Object.entries(tree).map(([name, content]) => entry(name, content));
  return {
    readEntries(give: (batch: FileSystemEntry[]) => void, refuse: (error: Error) => void) {
      if ("locked" in tree) refuse(new Error("no permission"));
      else give(entries.splice(0, BATCH));
    },
  };
}

/** What a drop of these things brings. */
function dropped(tree: Tree, text = ""): DataTransfer {
  const items = Object.entries(tree).map(([name, content]) => ({
    kind: "file",
    webkitGetAsEntry: () => entry(name, content),
    getAsFile: () => (content === "file" ? new File([name], name) : null),
  }));
  return { items, getData: () => text } as Partial<Record<keyof DataTransfer, unknown>> as DataTransfer;
}

const pathsOf = ({ files }: Awaited<ReturnType<typeof readTransfer>>) =>
  files.map(({ name, path }) => (path === undefined ? name : `${path}/${name}`));

test("[PAGE16] a dropped folder is read whole and by name, whatever order and batches it comes in", async () => {
  const choice = await readTransfer(
    dropped({
      photos: { "10.jpg": "file", more: { "4.jpg": "file" }, "2.jpg": "file", "1.jpg": "file", ".x": "file" },
      "notes.pdf": "file",
    }),
    reading,
  );
  expect(pathsOf(choice)).toEqual([
    "notes.pdf",
    "photos/.x",
    "photos/1.jpg",
    "photos/2.jpg",
    "photos/10.jpg",
    "photos/more/4.jpg",
  ]);
  expect(await choice.files.at(-1)?.blob.text()).toBe("4.jpg");
  expect([choice.emptyFolders, choice.unreadable]).toEqual([[], []]);
});

test("[PAGE16] empty folders and what cannot be read are named, and the rest is taken", async () => {
  const choice = await readTransfer(
    dropped({ a: { empty: {}, "bad.bin": "unreadable", "good.txt": "file", kept: { locked: "file" } } }),
    reading,
  );
  expect(pathsOf(choice)).toEqual(["a/good.txt"]);
  expect(choice.emptyFolders).toEqual(["a/empty"]);
  expect(choice.unreadable).toEqual(["a/bad.bin", "a/kept"]);
});

test("[PAGE16] reading ends with the first file over the limit", async () => {
  const tree = Object.fromEntries(Array.from({ length: MAX_FILES + 9 }, (_, i) => [`${i}`, "file" as const]));
  const { files } = await readTransfer(dropped({ big: tree }), reading);
  expect(files).toHaveLength(MAX_FILES + 1);
});

test("[PAGE14] what is no file is taken as a text", async () => {
  const { files } = await readTransfer(dropped({}, "a link"), reading);
  expect(files).toMatchObject([{ name: "Text", isText: true }]);
  expect(await files[0]?.blob.text()).toBe("a link");
});

test("[FLOW6] it is told how many files were found so far, and reading can be given up", async () => {
  const stop = new AbortController();
  const counts: number[] = [];
  const tree = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`${i}`, "file" as const]));
  const found = (count: number) => {
    counts.push(count);
    if (count === 3) stop.abort();
  };
  await readTransfer(dropped({ big: tree, other: tree }), { found, signal: stop.signal });
  expect(counts).toEqual([1, 2, 3]);
});

test("[FLOW6] what does not answer is named as unreadable after a while, and the rest is taken", async () => {
  const clock = new FakeClock();
  const choice = readTransfer(dropped({ a: { "1.txt": "silent", "2.txt": "file" } }), reading, clock);
  await settled();
  clock.advance(WAITS.folder);
  expect((await choice).unreadable).toEqual(["a/1.txt"]);
  expect(pathsOf(await choice)).toEqual(["a/2.txt"]);
});
