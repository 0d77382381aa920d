import { availableParallelism } from "node:os";
import type { Round } from "./relay/figures.ts";
import { measureRound } from "./relay/measure.ts";
import { parseOptions } from "./relay/options.ts";
import { roundLine, summaryLines } from "./relay/report.ts";
import { DATA_BYTES, WINDOW } from "./relay/scale.ts";
import { orderOf } from "./relay/turns.ts";

// The embedded relay as a process of its own, against coturn and node-turn. Absolute speeds drift with the
// machine, so all three take turns in one run and the ratios are what counts.

const say = (line: string) => process.stdout.write(`${line}\n`);

if (process.platform !== "linux") {
  say("This benchmark needs Linux: it reads /proc and calls the C library.");
  process.exit(1);
}
const { rounds, seconds } = parseOptions(process.argv.slice(2));
const coturn = Bun.spawnSync(["turnserver", "--version"]).stdout.toString().trim();

say(`${rounds} rounds of ${seconds} s a step, Bun ${Bun.version}, ${availableParallelism()} cores`);
say(
  `messages of ${DATA_BYTES} bytes, ${WINDOW} of each pair under way, client -> server -> client on loopback`,
);
say(`coturn ${coturn} with its default number of relay threads, which is that of the cores`);

const measured: Round[] = [];
for (let number = 1; number <= rounds; number += 1) {
  const order = orderOf(number);
  const round = await measureRound(order, seconds);
  measured.push(round);
  say(roundLine(number, round, order));
}
say("");
for (const line of summaryLines(measured)) say(line);
process.exit(0);
