import { expect, test } from "bun:test";
import { join } from "node:path";
import { ROOT } from "../../config/tasks/root.ts";
import { FLOWS } from "./flow-list.ts";
import type { FlowRun } from "./flow-run.ts";
import { flowTable, withFlowTable } from "./flow-table.ts";

const run = (taps: number, verifiedMs: number): FlowRun => ({
  sender: { taps, keys: 0, words: 40 },
  receiver: { taps: 3, keys: 6, words: 50 },
  firstByteMs: 500,
  verifiedMs,
});

test("[LOAD7] the table has medians of both sides, and says what nobody has measured", () => {
  const runs = [run(1, 900), run(1, 2_000), run(2, 700)];
  const table = flowTable([
    [{ title: "by code", pairDrop: "2 + 2" }, runs],
    [{ title: "nearby", pairDrop: "2 + 2" }, []],
  ]);
  expect(table.split("\n").slice(2)).toEqual([
    "| by code | 1 + 3 | 0 + 6 | 40 + 50 | 0.50 | 0.90 | 2 + 2 |",
    "| nearby | not measured yet |  |  |  |  | 2 + 2 |",
  ]);
});

test("[LOAD7] the document has every flow that the command plays", async () => {
  const document = await Bun.file(join(ROOT, "docs", "experience.md")).text();
  const titles = [...document.matchAll(/^\| ([^|]+) \|/gm)].map(([, title]) => title).slice(2);
  expect(titles).toEqual(FLOWS.map(({ title }) => title));
  expect(withFlowTable(document, "| new |")).toContain("<!-- flows -->\n| new |\n<!-- /flows -->");
  expect(() => withFlowTable("no place", "| new |")).toThrow("no <!-- flows --> place");
});
