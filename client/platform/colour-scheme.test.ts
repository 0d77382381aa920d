import { expect, test } from "bun:test";
import { join } from "node:path";
import { SCHEME_KEY, SCHEMES } from "./colour-scheme.ts";

const SCRIPT = join(import.meta.dir, "..", "public", "early.js");

test.each([
  ["light", "light"],
  ["dark", "dark"],
  ["purple", undefined],
  [null, undefined],
])("[A11Y8] before the first paint, %p that was kept shows %p", async (kept, shown) => {
  const document = { documentElement: { dataset: {} as Record<string, string> } };
  const localStorage = { getItem: (key: string) => (key === SCHEME_KEY ? kept : "another key") };
  const script = await Bun.file(SCRIPT).text();
  new Function("localStorage", "document", "location", script)(localStorage, document, { hash: "" });
  expect(document.documentElement.dataset["scheme"]).toBe(shown);
});

test("[A11Y8] a browser that keeps nothing is no fault", async () => {
  const forbidden = {
    getItem() {
      throw new Error("forbidden");
    },
  };
  const script = await Bun.file(SCRIPT).text();
  const run = new Function("localStorage", "document", "location", script);
  expect(() => run(forbidden, {}, { hash: "" })).not.toThrow();
  expect(SCHEMES as readonly string[]).toEqual(["device", "light", "dark"]);
});
