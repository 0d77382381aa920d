import { expect, test } from "bun:test";
import { join } from "node:path";
import { loadConfig } from "#config/load.ts";
import { CODE_COUNT } from "#protocol/ids.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { MissBudget } from "./miss-budget.ts";

const HOUR_MS = 3_600_000;
const MODEL = join(import.meta.dir, "..", "..", "docs", "threat-model.md");

/** How many wrong codes are looked at in this time, if somebody never stops trying. */
function triesIn(periodMs: number): number {
  const loaded = loadConfig({}, () => "");
  if ("problems" in loaded) throw new Error(loaded.problems.join("\n"));
  const clock = new FakeClock();
  const budget = new MissBudget(loaded.config.globalMissQuota, clock);
  const end = clock.now() + periodMs;
  let tries = 0;
  while (clock.now() <= end) {
    const waitMs = budget.pay();
    if (waitMs > 0) clock.advance(waitMs);
    else tries++;
  }
  return tries;
}

/** The probability that one of so many tries hits one of so many live codes, in percent. */
const hits = (tries: number, live: number) => 100 * (1 - (1 - live / CODE_COUNT) ** tries);

test("[SIG17] the threat model's probabilities are those of the default limits", async () => {
  const text = await Bun.file(MODEL).text();
  const tries = triesIn(HOUR_MS);
  expect(tries).toBe(1_320);
  expect(text).toContain("at most 1,320 wrong codes");
  for (const [live, all, one] of [
    [1, 2, 3],
    [10, 1, 2],
    [100, 1, 1],
  ] as const) {
    const row = `| ${live} | ${hits(tries, live).toFixed(all)} % | ${hits(70, live).toFixed(one)} % |`;
    expect(text).toContain(row);
  }
  expect(triesIn(HOUR_MS / 12)).toBe(220);
  expect(text).toContain(`found with ${hits(220, 1).toFixed(3)} % (220 tries)`);
});
