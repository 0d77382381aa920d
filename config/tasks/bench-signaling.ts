import { ensureInstalled } from "./install.ts";
import { BUN, run } from "./run.ts";
import { client, step } from "./steps.ts";

// The server under load, with the command's own arguments: `--rounds N` and `--sessions N`.
await ensureInstalled();
const built = await step("client build", client);
if (built.failed > 0) process.exit(1);
const { ok } = await run([BUN, "--no-orphans", "src/benchmarks/signaling.ts", ...process.argv.slice(2)], {
  show: true,
});
process.exit(ok ? 0 : 1);
