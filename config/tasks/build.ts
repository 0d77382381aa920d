import { buildClient } from "./client-build.ts";
import { ensureInstalled } from "./install.ts";
import { say } from "./run.ts";
import { buildServer } from "./server-build.ts";

// The page, and the server as a bundle that runs without installed packages.
await ensureInstalled();
const outcomes = [await buildClient(), await buildServer()];
for (const { output } of outcomes) say(output.trimEnd());
process.exit(outcomes.every(({ ok }) => ok) ? 0 : 1);
