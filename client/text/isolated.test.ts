import { afterEach, expect, test } from "bun:test";
import { isolated } from "./isolated.ts";
import { speak } from "./text.ts";

afterEach(() => speak("en"));

test("[A11Y7] a name is isolated where it or the page is written from right to left", async () => {
  expect(isolated("notes (1).pdf")).toBe("notes (1).pdf");
  expect(isolated("هاتف أحمد")).toBe("\u2068هاتف أحمد\u2069");
  expect(isolated("טלפון")).toBe("\u2068טלפון\u2069");
  await speak("ar");
  expect(isolated("notes (1).pdf")).toBe("\u2068notes (1).pdf\u2069");
});
