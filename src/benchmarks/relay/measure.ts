import type { MemoryFigures, PairsFigures, Round, SideName } from "./figures.ts";
import { PAIRS } from "./scale.ts";
import { Trial } from "./trial.ts";
import { takeTurns } from "./turns.ts";

/** Measures everything once. The sides take turns step by step, because the machine's speed drifts. */
export async function measureRound(order: readonly SideName[], seconds: number): Promise<Round> {
  const trials = new Map<SideName, Trial>();
  const trialOf = (side: SideName) => {
    const trial = trials.get(side);
    if (!trial) throw new Error("it did not start");
    return trial;
  };
  try {
    const takesChannelData = await takeTurns(order, async (side) => {
      const trial = await Trial.start(side);
      trials.set(side, trial);
      return await trial.open(Math.max(...PAIRS));
    });
    const byPairs: PairsFigures[] = [];
    for (const pairs of PAIRS) {
      const flood = await takeTurns(order, (side) => trialOf(side).flood(pairs, seconds));
      const paced = await takeTurns(order, (side) => trialOf(side).pace(pairs, seconds));
      byPairs.push({ pairs, flood, paced });
    }
    await stopAll(trials);
    return { byPairs, takesChannelData, memory: await takeTurns(order, measureMemory) };
  } finally {
    await stopAll(trials);
  }
}

async function measureMemory(side: SideName): Promise<MemoryFigures> {
  const trial = await Trial.start(side);
  try {
    return await trial.memory();
  } finally {
    await trial.stop();
  }
}

async function stopAll(trials: Map<SideName, Trial>): Promise<void> {
  await Promise.all([...trials.values()].map((trial) => trial.stop()));
  trials.clear();
}
