import { parseArgs } from "node:util";
import { installMissing } from "./debian-packages.ts";
import { ensureInstalled } from "./install.ts";
import { COTURN } from "./programs.ts";
import { BUN, run, say } from "./run.ts";
import { client, step } from "./steps.ts";

// The relay under load on loopback, then a file through it between two browsers. `--rounds N` counts for both,
// `--seconds N` for the first and `--size MiB` for the second.
const text = { type: "string" } as const;
const { values } = parseArgs({ options: { rounds: text, seconds: text, size: text } });
const named = (name: keyof typeof values) => (values[name] === undefined ? [] : [`--${name}`, values[name]]);

await ensureInstalled();
const missing = await installMissing([COTURN]);
if (missing) {
  say(missing);
  process.exit(1);
}
const built = await step("client build", client);
if (built.failed > 0) process.exit(1);
const rounds = named("rounds");
const commands = [
  ["--no-orphans", "src/benchmarks/relay.ts", ...rounds, ...named("seconds")],
  ["config/tasks/run-isolated.ts", "client/benchmarks/relayed.ts", ...rounds, ...named("size")],
];
for (const command of commands) {
  const { ok } = await run([BUN, ...command], { show: true });
  if (!ok) process.exit(1);
}
