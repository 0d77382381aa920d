import { describe, expect, test } from "bun:test";
import { orderOf, takeTurns } from "./turns.ts";

describe("turns", () => {
  test("[BENCH1] every side is first, second and third in turn", () => {
    expect([1, 2, 3, 4].map((round) => orderOf(round))).toEqual([
      ["product", "coturn", "node-turn"],
      ["coturn", "node-turn", "product"],
      ["node-turn", "product", "coturn"],
      ["product", "coturn", "node-turn"],
    ]);
  });

  test("[BENCH1] sides work one after the other in the order of the round", async () => {
    const worked: string[] = [];
    const lengths = await takeTurns(orderOf(2), async (side) => {
      worked.push(`${side} begins`);
      await Promise.resolve();
      worked.push(`${side} ends`);
      return side.length;
    });
    expect(worked.map((line) => line.split(" ")[0])).toEqual([
      ...["coturn", "coturn", "node-turn", "node-turn", "product", "product"],
    ]);
    expect(lengths).toEqual({ product: 7, coturn: 6, "node-turn": 9 });
  });

  test.each([
    ["node-turn", { product: 1, coturn: 1, "node-turn": { cannot: "broken" } }],
    ["coturn", undefined],
    ["product", undefined],
  ])("[BENCH1] only the negative baseline may fail: %s", async (broken, expected) => {
    const result = takeTurns(orderOf(1), async (side) => {
      if (side === broken) throw new Error("broken");
      return 1;
    });
    if (expected) expect(await result).toEqual(expected as never);
    else expect(result).rejects.toThrow("broken");
  });
});
