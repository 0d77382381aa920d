import { installMissing } from "./debian-packages.ts";
import { ensureInstalled } from "./install.ts";
import { COTURN } from "./programs.ts";
import { BUN, run, say } from "./run.ts";
import { client, step } from "./steps.ts";

// The relay under load, with the command's own arguments: `--rounds N` and `--seconds N`.
await ensureInstalled();
const missing = await installMissing([COTURN]);
if (missing) {
  say(missing);
  process.exit(1);
}
const built = await step("client build", client);
if (built.failed > 0) process.exit(1);
const { ok } = await run([BUN, "--no-orphans", "src/benchmarks/relay.ts", ...process.argv.slice(2)], {
  show: true,
});
process.exit(ok ? 0 : 1);
