import { expect, test } from "bun:test";
import { fromTurn } from "./turns.ts";

test("[BENCH1] each way is first in its turn", () => {
  const ways = ["bare", "http", "secure"] as const;
  expect([0, 1, 2, 3].map((turn) => fromTurn(ways, turn).join(" "))).toEqual([
    "bare http secure",
    "http secure bare",
    "secure bare http",
    "bare http secure",
  ]);
});
