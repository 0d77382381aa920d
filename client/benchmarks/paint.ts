import { availableParallelism } from "node:os";
import { say } from "../../config/tasks/run.ts";
import { aligned } from "../../src/benchmarks/table.ts";
import { closeBrowsers } from "../browser-tests/harness/browsers.ts";
import { startServer } from "../browser-tests/harness/server.ts";
import { removeTempFolders } from "../browser-tests/harness/temp-folder.ts";
import { parseOptions } from "./options.ts";
import { type PaintRun, runPaint } from "./paint-run.ts";
import { spread } from "./report.ts";
import { showCode } from "./shown-code.ts";

// How soon the page is seen: Chromium with a cold cache, its processor four times slower, on DevTools' "Fast 3G".
// `--rounds N`. The secure address has brotli, plain http gzip alone, as browsers ask for them.

/** Where, and as what: the home page, and a link that somebody has scanned while the other one waits. */
const PLACES = {
  "home, http": ["url", "home"],
  "link, http": ["url", "link"],
  "home, secure": ["loopbackUrl", "home"],
  "link, secure": ["loopbackUrl", "link"],
} as const;

const HEAD = [
  "",
  "first paint, ms",
  "largest, ms",
  "joined, ms",
  "scripts, ms",
  "blocked, ms",
  "shift",
  "requests",
  "kB",
];

const { rounds } = parseOptions(process.argv.slice(2));
const runs = new Map<string, PaintRun[]>();
const server = await startServer();
try {
  say(`Chromium, processor 4 times slower, Fast 3G, ${rounds} rounds, ${availableParallelism()} cores`);
  await runPaint(server.url); // the browser's own start belongs to nobody's round
  for (let round = 0; round < rounds; round++)
    for (const [name, [origin, page]] of Object.entries(PLACES))
      runs.set(name, [...(runs.get(name) ?? []), await open(server[origin], page)]);
} finally {
  await closeBrowsers();
  await server.stop();
  removeTempFolders();
}
for (const line of aligned([HEAD, ...[...runs].map(([name, all]) => row(name, all))])) say(line);
for (const shift of new Set([...runs.values()].flat().flatMap(({ shifted }) => shifted))) say(shift);

async function open(origin: string, page: "home" | "link"): Promise<PaintRun> {
  if (page === "home") return runPaint(`${origin}/`);
  const { code, end } = await showCode(origin);
  const run = await runPaint(`${origin}/#${code}`);
  end();
  return run;
}

function row(name: string, all: readonly PaintRun[]): string[] {
  const cell = (of: (run: PaintRun) => number, digits = 0) => spread(all.map(of), digits).join(" ");
  return [
    name,
    cell(({ firstPaintMs }) => firstPaintMs),
    cell(({ largestPaintMs }) => largestPaintMs),
    all.some(({ joinedMs }) => joinedMs > 0) ? cell(({ joinedMs }) => joinedMs) : "",
    cell(({ scriptsMs }) => scriptsMs),
    cell(({ blockedMs }) => blockedMs),
    cell(({ layoutShift }) => layoutShift, 3),
    cell(({ requests }) => requests),
    cell(({ bytes }) => bytes / 1_000, 1),
  ];
}
