import { say } from "../../config/tasks/run.ts";
import { makeFile, makeFiles, type TestFile } from "../browser-tests/harness/files.ts";
import { runBare } from "./bare-run.ts";
import { runProduct } from "./product-run.ts";
import { type Measured, runLine, type Way } from "./report.ts";
import type { Section } from "./sections.ts";
import type { Stage } from "./stage.ts";
import { fromTurn } from "./turns.ts";

interface WayToRun {
  readonly way: Way;
  readonly run: () => Promise<Omit<Measured, "droppedDatagrams">>;
}

/** A bare channel and each of the product's ways take turns, another one being first in each round. */
export async function runSection(
  section: Section,
  { rounds, bytesPerFile }: { readonly rounds: number; readonly bytesPerFile: number },
): Promise<ReadonlyMap<Way, readonly Measured[]>> {
  const stage = await section.open();
  try {
    const ways = waysOn(stage, section, makeSent(section.files, bytesPerFile));
    const runs = new Map<Way, Measured[]>(ways.map(({ way }) => [way, []]));
    for (let round = 1; round <= rounds; round += 1) {
      for (const { way, run } of fromTurn(ways, round - 1)) {
        const droppedBefore = await stage.droppedDatagrams();
        const measured = {
          ...(await run()),
          droppedDatagrams: (await stage.droppedDatagrams()) - droppedBefore,
        };
        runs.get(way)?.push(measured);
        say(runLine(round, way, measured));
      }
    }
    return runs;
  } finally {
    await stage.close();
  }
}

function waysOn(
  { url, secureUrl, sides }: Stage & { readonly secureUrl?: string },
  { query = "" }: Section,
  files: readonly TestFile[],
): WayToRun[] {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const product = (way: Way, origin: string): WayToRun => ({
    way,
    run: () => runProduct(sides, { url: origin, query, files }),
  });
  return [
    { way: "bare", run: async () => ({ megabytesPerSecond: await runBare(sides, url, bytes), lanes: [] }) },
    product("http", url),
    ...(secureUrl === undefined ? [] : [product("secure", secureUrl)]),
  ];
}

function makeSent(count: number, bytesPerFile: number): TestFile[] {
  if (count > 1) return makeFiles(count, bytesPerFile);
  return [makeFile({ name: "benchmark.bin", size: bytesPerFile })];
}
