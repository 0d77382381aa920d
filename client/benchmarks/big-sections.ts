import { rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { say } from "../../config/tasks/run.ts";
import { MIB } from "../../src/benchmarks/table.ts";
import { makeFile, type TestFile } from "../browser-tests/harness/files.ts";
import {
  driftRows,
  growthRows,
  memoryLine,
  peakRows,
  type Row,
  verifyLine,
  verifyRows,
} from "./big-report.ts";
import { type MemoryRun, runForMemory } from "./memory-run.ts";
import { sizeText } from "./report.ts";
import { type LanStage, openLan } from "./stage.ts";
import { runForVerifying } from "./verify-run.ts";

/** What is measured with large files. */
export interface BigSection {
  readonly title: string;
  /** So that the section ends within ten minutes. */
  readonly rounds: number;
  /** Of the large file. */
  readonly bytes: number;
  readonly run: (title: string, rounds: number, bytes: number) => Promise<Row[]>;
}

const GIB = 1_024 * MIB;
const SMALL_BYTES = 256 * MIB;

/** The file, what keeps it while it arrives, and the download; the kept one goes when the browser wants. */
const COPIES = 4;

const OPFS_BOUNDS = { sender: { atMost: 250 * MIB }, receiver: { atMost: 250 * MIB } };
const PLAIN_BOUNDS = { sender: { atMost: 250 * MIB }, receiver: { atMost: 300 * MIB } };

/** By their names in `--only`. */
export const BIG_SECTIONS = {
  memory: { title: "memory, saved by OPFS", rounds: 2, bytes: 2 * GIB, run: measureMemory },
  plain: { title: "memory on plain http, saved by IndexedDB", rounds: 2, bytes: 2 * GIB, run: measurePlain },
  verify: { title: "from the last byte sent to Verified", rounds: 5, bytes: GIB, run: measureVerifying },
  six: { title: "memory over a very large file, saved by OPFS", rounds: 1, bytes: 6 * GIB, run: measureSix },
} as const satisfies Record<string, BigSection>;

export type BigSectionName = keyof typeof BIG_SECTIONS;

export const BIG_SECTION_NAMES = Object.keys(BIG_SECTIONS) as BigSectionName[];

/** Small and large files take turns. */
function measureMemory(title: string, rounds: number, bytes: number): Promise<Row[]> {
  return onLan(bytes, async ({ secureUrl, sides }, make) => {
    const sizes = { small: SMALL_BYTES, large: bytes } as const;
    const files = { small: make(SMALL_BYTES), large: make(bytes) };
    const runs: Record<keyof typeof sizes, MemoryRun[]> = { small: [], large: [] };
    for (let round = 1; round <= rounds; round += 1) {
      for (const size of round % 2 === 1 ? (["small", "large"] as const) : (["large", "small"] as const)) {
        const run = await runForMemory(sides, { url: secureUrl, files: [files[size]] });
        runs[size].push(run);
        say(memoryLine(`round ${round}, ${sizeText(sizes[size])}`, run));
      }
    }
    return [
      ...peakRows(`${title}, ${sizeText(SMALL_BYTES)}`, runs.small, OPFS_BOUNDS),
      ...peakRows(`${title}, ${sizeText(bytes)}`, runs.large, OPFS_BOUNDS),
      ...growthRows(`${title}, ${sizeText(bytes)} / ${sizeText(SMALL_BYTES)}`, runs.small, runs.large),
    ];
  });
}

function measurePlain(title: string, rounds: number, bytes: number): Promise<Row[]> {
  return onLan(bytes, async (stage, make) => {
    const runs = await runsOf({ stage, url: stage.url, rounds, file: make(bytes) });
    return peakRows(`${title}, ${sizeText(bytes)}`, runs, PLAIN_BOUNDS);
  });
}

function measureSix(title: string, rounds: number, bytes: number): Promise<Row[]> {
  return onLan(bytes, async (stage, make) => {
    const runs = await runsOf({ stage, url: stage.secureUrl, rounds, file: make(bytes) });
    const titled = `${title}, ${sizeText(bytes)}`;
    return [...peakRows(titled, runs, OPFS_BOUNDS), ...driftRows(titled, runs)];
  });
}

function measureVerifying(title: string, rounds: number, bytes: number): Promise<Row[]> {
  return onLan(bytes, async ({ secureUrl, sides }, make) => {
    const files = [make(bytes)];
    const runs = [];
    for (let round = 1; round <= rounds; round += 1) {
      const run = await runForVerifying(sides, { url: secureUrl, files });
      runs.push(run);
      say(verifyLine(`round ${round}, ${sizeText(bytes)}`, run));
    }
    return verifyRows(`${title}, ${sizeText(bytes)}`, runs);
  });
}

interface Runs {
  readonly stage: LanStage;
  readonly url: string;
  readonly rounds: number;
  readonly file: TestFile;
}

async function runsOf({ stage, url, rounds, file }: Runs): Promise<MemoryRun[]> {
  const runs: MemoryRun[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const run = await runForMemory(stage.sides, { url, files: [file] });
    runs.push(run);
    say(memoryLine(`round ${round}, ${sizeText(file.size)}`, run));
  }
  return runs;
}

/** On a stage of its own; the files that it makes are removed. @throws where the disk has too little room */
async function onLan(
  bytes: number,
  measure: (stage: LanStage, make: (bytes: number) => TestFile) => Promise<Row[]>,
): Promise<Row[]> {
  const { bavail, bsize } = statfsSync(tmpdir());
  if (bavail * bsize < COPIES * bytes)
    throw new Error(`${tmpdir()} has no room for ${COPIES} files of ${sizeText(bytes)}`);
  const made: TestFile[] = [];
  const stage = await openLan();
  try {
    return await measure(stage, (size) => {
      const file = makeFile({ name: `big-${made.length}.bin`, size });
      made.push(file);
      return file;
    });
  } finally {
    await stage.close();
    for (const { path } of made) rmSync(path);
  }
}
