import { BROWSER_PROGRAMS } from "./browser-suite.ts";
import { installMissing } from "./debian-packages.ts";
import { ensureInstalled } from "./install.ts";
import { isolate } from "./isolated-network.ts";
import { BUN, run, say } from "./run.ts";
import { client, step } from "./steps.ts";

// Runs a script that drives browsers, with its own arguments, on the same isolated network as the tests.
const script = process.argv.slice(2);
await ensureInstalled();
const missing = await installMissing(BROWSER_PROGRAMS);
if (missing) fail(missing);
const isolation = isolate([BUN, "--no-orphans", "--conditions=browser", ...script]);
if (!isolation.isolated) fail(isolation.reason);
const built = await step("client build", client);
if (built.failed > 0) process.exit(1);
const { ok } = await run(isolation.command, { show: true });
process.exit(ok ? 0 : 1);

function fail(reason: string): never {
  say(reason);
  process.exit(1);
}
