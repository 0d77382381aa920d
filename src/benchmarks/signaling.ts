import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseEphemeralPorts, parseOpenFilesHardLimit } from "./proc.ts";
import type { Round } from "./signaling/figures.ts";
import { parseOptions } from "./signaling/options.ts";
import { planLoad } from "./signaling/plan.ts";
import { roundLine, summaryLines } from "./signaling/report.ts";
import { idleSockets, measureBare, measureProduct } from "./signaling/sides.ts";

// The server as a process of its own, under as many sessions as it is meant for, against a bare socket server
// of the same framework. Absolute speeds drift with the machine, so both take turns in one run.

/** With fewer, CPU time is counted too coarsely, and what the server needs anyway weighs too much. */
const ENOUGH_SOCKETS = 10_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

if (process.platform !== "linux") {
  say("This benchmark reads memory and CPU time from /proc, which only Linux has.");
  process.exit(1);
}
const options = parseOptions(process.argv.slice(2));
const plan = planLoad(options.sessions, {
  openFiles: parseOpenFilesHardLimit(readFileSync("/proc/self/limits", "utf8")),
  ephemeralPorts: parseEphemeralPorts(readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8")),
});
const scale = { sessions: plan.sessions, idleSockets: idleSockets(plan) };
const count = (value: number) => value.toLocaleString("en");

say(
  `${count(plan.sessions)} sessions (${count(2 * plan.sessions)} sockets), ${options.rounds} rounds, ` +
    `${plan.shares.length} load processes, Bun ${Bun.version}, ${availableParallelism()} cores`,
);
if (2 * plan.sessions < ENOUGH_SOCKETS)
  say("so few sockets make rough figures, above all for new connections and memory per socket");
if (plan.reduced) say(`${count(plan.sessions)} sessions, not ${count(options.sessions)}: ${plan.reduced}`);

const rounds: Round[] = [];
for (let number = 1; number <= options.rounds; number += 1) {
  const bareFirst = number % 2 === 1;
  const round = bareFirst
    ? { bare: await measureBare(plan), product: await measureProduct(plan) }
    : { product: await measureProduct(plan), bare: await measureBare(plan) };
  rounds.push(round);
  say(roundLine(number, round, bareFirst ? "bare" : "product"));
}
say("");
for (const line of summaryLines(rounds, scale)) say(line);
process.exit(0);
