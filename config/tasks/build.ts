import { buildClient } from "./client-build.ts";
import { ensureInstalled } from "./install.ts";
import { say } from "./run.ts";

await ensureInstalled();
const { ok, output } = await buildClient();
say(output.trimEnd());
process.exit(ok ? 0 : 1);
