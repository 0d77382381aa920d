import { type BySide, type Cannot, SIDES, type SideName } from "./figures.ts";

/** Who comes first, second and third in a round: each side is in each place equally often. */
export function orderOf(round: number): readonly SideName[] {
  return SIDES.map((_, place) => SIDES[(round - 1 + place) % SIDES.length] ?? "product");
}

/**
 * Does the same for each side, one after the other. Where the negative baseline fails, that is its result.
 *
 * @throws where the product or coturn fails
 */
export async function takeTurns<T>(
  order: readonly SideName[],
  work: (side: SideName) => Promise<T>,
): Promise<BySide<T>> {
  const results = new Map<SideName, T>();
  let problem = "it was not asked";
  for (const side of order) {
    try {
      results.set(side, await work(side));
    } catch (error) {
      if (side !== "node-turn") throw error;
      problem = error instanceof Error ? error.message : String(error);
    }
  }
  const [product, coturn, nodeTurn] = SIDES.map((side) => results.get(side));
  if (product === undefined || coturn === undefined) throw new Error("both the product and coturn take part");
  return { product, coturn, "node-turn": nodeTurn ?? { cannot: problem } };
}

export function isCannot(result: unknown): result is Cannot {
  return typeof result === "object" && result !== null && "cannot" in result;
}
