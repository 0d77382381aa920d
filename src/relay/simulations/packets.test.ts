import { expect, test } from "bun:test";
import { besiege } from "../../testing/relay-siege.ts";

const SEED = 443;
const PACKETS = 100_000;

// A million of them: src/interop-tests/relay-fuzz.test.ts
test(`[TURN23] ${PACKETS.toLocaleString("en")} mutated packets harm nobody and leave nothing behind, seed ${SEED}`, () => {
  const { growth, rareOutcomes, allocationsLeft } = besiege(SEED, PACKETS);
  expect([rareOutcomes, allocationsLeft]).toEqual([[], 0]);
  expect(growth).toBeLessThan(500_000);
});
