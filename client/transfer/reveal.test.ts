import { expect, test } from "bun:test";
import { createReveal } from "./reveal.ts";

test("[PAGE14] a text is brought into view once, without motion, however often it is drawn", () => {
  const scrolled: unknown[] = [];
  const row = (name: string) => ({
    scrollIntoView: (how?: boolean | ScrollIntoViewOptions) => void scrolled.push([name, how]),
  });
  const reveal = createReveal();
  const [first, second] = [new Blob(["same"]), new Blob(["same"])];
  reveal(first, row("while files move"));
  reveal(first, row("when the session has ended"));
  reveal(second, row("another text"));
  expect(scrolled).toEqual([
    ["while files move", { block: "nearest", behavior: "instant" }],
    ["another text", { block: "nearest", behavior: "instant" }],
  ]);
});
