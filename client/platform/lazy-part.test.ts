import { expect, test } from "bun:test";
import { partImporter } from "./lazy-part.ts";

test("[LOAD9] what a part imports is asked for before it is loaded, each file once, and no style", async () => {
  const calls: string[] = [];
  const importPart = partImporter((address) => void calls.push(address));
  const load = (name: string) => async () => void calls.push(name);
  await importPart(load("screens"), ["assets/Screens-1.js", "assets/shared-1.js", "assets/first-1.css"]);
  await importPart(load("dialog"), ["assets/Dialog-1.js", "assets/shared-1.js"]);
  await importPart(load("words"));
  expect(calls).toEqual([
    "/assets/Screens-1.js",
    "/assets/shared-1.js",
    "screens",
    "/assets/Dialog-1.js",
    "dialog",
    "words",
  ]);
});
