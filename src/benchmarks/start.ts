import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { type Side, summaryLines } from "./start/report.ts";
import { measureStart, type StartFigures } from "./start/started-server.ts";
import { wholeNumber } from "./whole-number.ts";

// How soon a server that was just started answers, and the memory of an idle one: from its sources, as a bundle and
// as a single file. They take turns, because the machine's speed drifts; each begins every fourth round.

const MAX_ROUNDS = 100;
const say = (line: string) => process.stdout.write(`${line}\n`);

if (process.platform !== "linux") {
  say("This benchmark reads memory from /proc, which only Linux has.");
  process.exit(1);
}
const { values, positionals } = parseArgs({
  options: { rounds: { type: "string", default: "15" } },
  allowPositionals: true,
});
const rounds = wholeNumber("--rounds", values.rounds, 1, MAX_ROUNDS);
const [bundle = "", binary = "", bytecode = ""] = positionals;
const commands = [
  { title: "source", command: [process.execPath, "src/main.ts"] },
  { title: "bundle", command: [process.execPath, bundle] },
  { title: "single file", command: [binary] },
  { title: "single file with bytecode", command: [bytecode] },
];
const sides = commands.map((side) => ({ ...side, figures: [] as StartFigures[] }));

say(`${rounds} rounds, Bun ${Bun.version}, ${availableParallelism()} cores`);
for (let round = 0; round < rounds; round += 1) {
  const first = round % sides.length;
  for (const { command, figures } of [...sides.slice(first), ...sides.slice(0, first)])
    figures.push(await measureStart(command));
}
for (const line of summaryLines(sides satisfies readonly Side[])) say(line);
process.exit(0);
