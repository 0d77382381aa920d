import { expect, test } from "bun:test";
import { createEffect, createRoot } from "solid-js";
import { fileId } from "#protocol/ids.ts";
import { createKeptFiles } from "./kept-files.ts";

const download = (url: string) =>
  ({ type: "download", blob: new Blob(["x"]), url, name: "a", isArchive: false }) as const;

test("[PAGE13] a file that comes is news for its own row only", async () => {
  const seen: string[] = [];
  const { kept, dispose } = createRoot((end) => {
    const files = createKeptFiles(() => {});
    for (const n of [1, 2]) createEffect(() => void seen.push(`${n} ${files.get(fileId(n))?.type}`));
    return { kept: files, dispose: end };
  });
  kept.keep(fileId(2), download("blob:2"));
  kept.keep(fileId(1), { type: "in-place" });
  expect(seen).toEqual(["1 undefined", "2 undefined", "2 download", "1 in-place"]);
  dispose();
});

test("[PAGE15] what was kept is let go of when other files are on screen", () => {
  const released: string[] = [];
  const kept = createKeptFiles((url) => released.push(url));
  kept.keep(fileId(1), download("blob:1"));
  kept.keep(fileId(2), { type: "text", blob: new Blob(["x"]) });
  expect(kept.get(fileId(2))).toHaveProperty("type", "text");
  kept.forget();
  kept.forget();
  expect([kept.get(fileId(1)), kept.get(fileId(2)), released]).toEqual([undefined, undefined, ["blob:1"]]);
});
